import Foundation

/// Where the map's ground comes from, if the administrator has chosen any.
///
/// Each browser that shows the map asks there for pictures, and so tells it what is looked at: the server
/// itself never asks, and without this nobody does.
public struct TileSource: Hashable, Sendable {
    /// Such as `https://tiles.stad.example/{z}/{x}/{y}.png`.
    public let template: String
    /// Whom the map is thanks to; shown on it.
    public let attribution: String
    /// Scheme, host and port, for the pages' security policy.
    let origin: String

    /// `nil` unless the template is an address by HTTPS, or by HTTP on loopback, with `{z}`, `{x}` and `{y}`.
    public init?(template: String, attribution: String) {
        let plain = template.replacing("{", with: "").replacing("}", with: "")
        guard let parts = URLComponents(string: plain), let host = parts.host, let scheme = parts.scheme,
            scheme == "https" || scheme == "http" && IPAddress.isLoopback(host),
            ["{z}", "{x}", "{y}"].allSatisfy({ template.contains($0) }),
            host.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-.".contains($0)) })
        else { return nil }
        self.template = template
        self.attribution = attribution
        origin = "\(scheme)://\(host)" + (parts.port.map { ":\($0)" } ?? "")
    }
}
