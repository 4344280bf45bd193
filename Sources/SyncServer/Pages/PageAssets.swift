/// Files that pages name: served as they were built in.
enum PageAssets {
    struct Asset: Sendable {
        let mediaType: String
        let bytes: [UInt8]
    }

    static let all: [String: Asset] = [
        "icon.svg": Asset(mediaType: "image/svg+xml", bytes: PackageResources.icon_svg),
        "style.css": Asset(mediaType: "text/css; charset=utf-8", bytes: PackageResources.style_css),
    ]
}
