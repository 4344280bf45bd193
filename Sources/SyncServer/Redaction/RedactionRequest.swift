import FieldModel
import SyncCore

/// What a reviewer asks for; Documentation/Protocol.md, "Redact".
struct RedactionRequest: Decodable, Hashable, Sendable {
    /// One value of one write, as a history names it.
    struct Entry: Decodable, Hashable, Sendable {
        /// 32 hexadecimal digits.
        let log: String
        let number: UInt64
        /// The index of the value among the values of its change, from 0.
        let position: UInt32
    }

    let kind: String
    /// A UUID.
    let id: String
    let field: String
    /// `nil` for every value that the field has held.
    let entry: Entry?
    /// Whether all values of the changes go in which the field held the values.
    let wholeChange: Bool
    /// Whether the values go from every other place of the space, too.
    let everywhere: Bool
    let ground: String
    /// Whether nothing is written.
    let preview: Bool

    private enum CodingKeys: String, CodingKey {
        case kind, id, field, entry, everywhere, ground, preview
        case wholeChange = "whole_change"
    }

    /// Every value that a field of a record has held.
    init(
        of record: RecordKey,
        field: String,
        wholeChange: Bool,
        everywhere: Bool,
        ground: String
    ) {
        kind = Catalogue.kind(record.kind)?.name ?? ""
        id = record.id.uuidString
        self.field = field
        entry = nil
        self.wholeChange = wholeChange
        self.everywhere = everywhere
        self.ground = ground
        preview = false
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        kind = try container.decode(String.self, forKey: .kind)
        id = try container.decode(String.self, forKey: .id)
        field = try container.decode(String.self, forKey: .field)
        entry = try container.decodeIfPresent(Entry.self, forKey: .entry)
        wholeChange = try container.decodeIfPresent(Bool.self, forKey: .wholeChange) ?? false
        everywhere = try container.decodeIfPresent(Bool.self, forKey: .everywhere) ?? false
        ground = try container.decodeIfPresent(String.self, forKey: .ground) ?? ""
        preview = try container.decodeIfPresent(Bool.self, forKey: .preview) ?? false
    }
}
