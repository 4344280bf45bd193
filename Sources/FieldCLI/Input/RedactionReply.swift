import FieldModel
import Foundation

/// What goes, or went, and where else the same values stand, as the server answers.
struct RedactionReply: Decodable, Sendable {
    /// A change that holds one of the values.
    struct Place: Decodable, Sendable {
        let kind: String
        let id: String
        /// The fields whose values go, or would.
        let fields: [String]
        /// Milliseconds since 1970.
        let time: Int64
        let pseudonym: String?
        let goes: Bool
    }

    let values: [JSONValue]
    let changes: [Place]
    let elsewhere: [Place]
    let elsewhereCount: Int
    let elsewhereMore: Bool
    /// `nil` in a preview.
    let redactedChanges: Int?

    private enum CodingKeys: String, CodingKey {
        case values, changes, elsewhere
        case elsewhereCount = "elsewhere_count"
        case elsewhereMore = "elsewhere_more"
        case redactedChanges = "redacted_changes"
    }

    init(decoding bytes: [UInt8]) throws(CommandError) {
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(bytes))
        } catch {
            throw .answerNotUnderstood
        }
    }
}
