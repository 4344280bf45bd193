/// What an index knows of a value: enough to compare and to order it.
///
/// Instants are compared without their offset. Groups and values of types that are not known have no index.
enum IndexValue: Hashable, Sendable {
    case number(Int64)
    case text(String)
    case bytes([UInt8])

    init?(_ value: Value) {
        switch value {
        case .bool(let flag): self = .number(flag ? 1 : 0)
        case .integer(let number), .decimal(let number): self = .number(number)
        case .text(let text): self = .text(text)
        case .id(let record): self = .bytes(record.bytes)
        case .date(let date): self = .number(Int64(date.daysSinceEpoch))
        case .instant(let instant): self = .number(instant.milliseconds)
        case .enumeration(let number): self = .number(Int64(number))
        case .bytes(let bytes): self = .bytes(bytes)
        case .empty, .group, .entries, .unknown: return nil
        }
    }
}

/// What listings keep of one record.
struct Projection: Sendable {
    let changedAt: HybridTime
    let isWithdrawn: Bool
    let hasConflict: Bool
    let values: [(field: FieldNumber, value: IndexValue)]
    /// The shown texts of the searched fields, a line each.
    let words: String

    init(of view: RecordView, schema: KindSchema?) {
        changedAt = view.changedAt
        isWithdrawn = view.isWithdrawn
        hasConflict = view.hasOpenConflict
        var values: [(field: FieldNumber, value: IndexValue)] = []
        var words: [String] = []
        for field in view.fields {
            guard let schema = schema?[field.number], schema.isIndexed || schema.isSearched else { continue }
            let shown = field.status == .set ? field.elements : field.shown.map { [$0] } ?? []
            if schema.isIndexed {
                values += shown.compactMap(IndexValue.init).map { (field.number, $0) }
            }
            if schema.isSearched { words += shown.flatMap(\.texts) }
        }
        self.values = values
        self.words = words.joined(separator: "\n")
    }
}

extension Value {
    /// The texts in it, also in a group.
    fileprivate var texts: [String] {
        switch self {
        case .text(let text): [text]
        case .group(let members): members.flatMap(\.texts)
        default: []
        }
    }
}
