import Foundation

/// What `field redact` asks the server for; Documentation/Protocol.md, "Redact".
struct RedactionOrder: Encodable, Sendable {
    let kind: String
    let id: String
    let field: String
    let wholeChange: Bool
    let everywhere: Bool
    let ground: String
    /// Whether nothing is to be written yet.
    var preview: Bool

    private enum CodingKeys: String, CodingKey {
        case kind, id, field, everywhere, ground, preview
        case wholeChange = "whole_change"
    }

    func encoded() throws -> [UInt8] { Array(try JSONEncoder().encode(self)) }
}
