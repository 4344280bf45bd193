import Foundation
import SyncCore

/// A secret of 256 random bits that is shown or sent once; the server keeps its hash alone.
struct Secret: Hashable, Sendable {
    /// 43 characters that need no escaping in an address, a header or a cookie.
    let text: String

    init(from surroundings: Surroundings) {
        let bytes = (0..<4).flatMap { _ in surroundings.random().bigEndianBytes }
        text = Self.text(of: bytes)
    }

    /// What somebody sent as a secret.
    init(_ text: some StringProtocol) {
        self.text = String(text)
    }

    var hash: SecretHash { SecretHash(of: Array(text.utf8)) }

    /// Base64 in the alphabet for addresses, without padding (RFC 4648, section 5).
    static func text(of bytes: some Sequence<UInt8>) -> String {
        Data(bytes).base64EncodedString()
            .replacingOccurrences(of: "+", with: "-")
            .replacingOccurrences(of: "/", with: "_")
            .replacingOccurrences(of: "=", with: "")
    }

    /// The bytes that ``text(of:)`` wrote; `nil` for anything else.
    static func bytes(of text: some StringProtocol) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        let plain = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        return Data(base64Encoded: plain + padding).map(Array.init)
    }
}
