import Foundation

/// Files that pages name: those that were built in, served as they are, and Leaflet, which the system has.
enum PageAssets {
    struct Asset: Sendable {
        let mediaType: String
        let bytes: [UInt8]
    }

    static let all: [String: Asset] = [
        "icon.svg": Asset(mediaType: "image/svg+xml", bytes: PackageResources.icon_svg),
        "map.js": Asset(mediaType: script, bytes: PackageResources.map_js),
        "style.css": Asset(mediaType: style, bytes: PackageResources.style_css),
    ]
    .merging(leaflet) { own, _ in own }

    /// Whether there is a map to draw; without one its page has the list alone.
    static let hasLeaflet = !leaflet.isEmpty

    private static let script = "text/javascript; charset=utf-8"
    private static let style = "text/css; charset=utf-8"

    /// Debian's package libjs-leaflet; both files or none.
    private static let leaflet: [String: Asset] = {
        let folder = "/usr/share/javascript/leaflet/"
        guard let code = FileManager.default.contents(atPath: folder + "leaflet.min.js"),
            let looks = FileManager.default.contents(atPath: folder + "leaflet.css")
        else { return [:] }
        return [
            "leaflet.js": Asset(mediaType: script, bytes: Array(code)),
            "leaflet.css": Asset(mediaType: style, bytes: Array(looks)),
        ]
    }()
}
