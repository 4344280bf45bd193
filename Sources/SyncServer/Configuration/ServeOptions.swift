/// How a server is started.
public struct ServeOptions: Hashable, Sendable {
    /// What stands between the server and who listens on the network.
    public enum Security: Hashable, Sendable {
        /// A certificate made and signed by the server's own key, for these names besides localhost.
        case ownAuthority(hosts: [String])
        /// The administrator's certificate chain and key, PEM files.
        case files(certificate: String, key: String)
        /// No TLS; on loopback only.
        case none
    }

    /// The address to listen on.
    public var host: String
    /// 0: any free port.
    public var port: Int
    public var security: Security
    /// The ground of the map; `nil` for none, so that browsers ask nobody but this server.
    public var tiles: TileSource?

    public init(host: String = "127.0.0.1", port: Int = 8443, security: Security = .ownAuthority(hosts: [])) {
        self.host = host
        self.port = port
        self.security = security
    }
}
