import CCurl

/// Where a server is: `https`, or plain `http` on this computer only.
public struct ServerAddress: Hashable, Sendable {
    /// Lower case; an IPv6 address in brackets.
    public let host: String
    /// Scheme, host, port and path prefix, without a slash at the end.
    public let text: String
    public let isSecure: Bool
    /// Whether it is this computer: reached without a proxy.
    public let isLoopback: Bool

    /// Reads an address as a person typed it; without a scheme it is `https`.
    public init(_ text: some StringProtocol) throws(AddressError) {
        let typed = String(text)
        guard let url = curl_url() else { throw .notAnAddress(typed) }
        defer { curl_url_cleanup(url) }
        let withScheme = typed.contains("://") ? typed : "https://" + typed
        guard curl_url_set(url, CURLUPART_URL, withScheme, 0) == CURLUE_OK else {
            throw Self.scheme(of: withScheme).map { .schemeNotSupported($0) } ?? .notAnAddress(typed)
        }
        guard let scheme = Self.part(CURLUPART_SCHEME, of: url) else { throw .notAnAddress(typed) }
        guard scheme == "https" || scheme == "http" else { throw .schemeNotSupported(scheme) }
        guard let host = Self.part(CURLUPART_HOST, of: url)?.lowercased() else { throw .notAnAddress(typed) }
        guard Self.part(CURLUPART_USER, of: url) == nil, Self.part(CURLUPART_PASSWORD, of: url) == nil else {
            throw .holdsCredentials
        }
        guard Self.part(CURLUPART_QUERY, of: url) == nil, Self.part(CURLUPART_FRAGMENT, of: url) == nil else {
            throw .notAnAddress(typed)
        }
        isLoopback = Self.isLoopback(host)
        guard scheme == "https" || isLoopback else { throw .plainHTTP(host: host) }
        self.host = host
        isSecure = scheme == "https"
        let port = Self.part(CURLUPART_PORT, of: url).map { ":" + $0 } ?? ""
        var path = Self.part(CURLUPART_PATH, of: url) ?? ""
        while path.hasSuffix("/") { path.removeLast() }
        self.text = "\(scheme)://\(host)\(port)\(path)"
    }

    private static func part(_ part: CURLUPart, of url: OpaquePointer) -> String? {
        var value: UnsafeMutablePointer<CChar>?
        guard curl_url_get(url, part, &value, 0) == CURLUE_OK, let value else { return nil }
        defer { curl_free(value) }
        return String(cString: value)
    }

    private static func scheme(of text: String) -> String? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let scheme = text[..<colon].lowercased()
        return scheme == "http" || scheme == "https" ? nil : scheme
    }

    /// libcurl has normalised numeric addresses to four decimal parts by now.
    private static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil } && parts[0] == "127"
    }
}

/// Why an address is not used.
///
/// Nothing was sent.
public enum AddressError: Error, Hashable, Sendable {
    case notAnAddress(String)
    case schemeNotSupported(String)
    /// Without TLS anyone on the way could read the records.
    case plainHTTP(host: String)
    /// A name or a password in the address would end in logs.
    case holdsCredentials
}

extension AddressError: ExplainedError {
    public var explanation: Explanation {
        let happened =
            switch self {
            case .notAnAddress(let text): "‘\(text)’ is not a server's address."
            case .schemeNotSupported(let scheme): "Addresses with \(scheme): are not used."
            case .plainHTTP(let host): "\(host) is another computer, and http: sends everything readable."
            case .holdsCredentials: "The address holds a name or a password."
            }
        let next =
            switch self {
            case .holdsCredentials: "Give the address without it."
            default: "Give an address like https://server.example."
            }
        return Explanation(happened: happened, safe: "Nothing was sent.", next: next)
    }
}
