/// A value of an indexed field as listings look it up: a word whose order is that of the values.
///
/// The field's number in hexadecimal digits, then
/// - `n` and 16 digits for a number, its least first: booleans, integers, decimals, dates, instants without
///   their offset, enumerations;
/// - `t` and two digits a byte for a text, `x` for an id or bytes; after 64 bytes comes `z` and the 64 digits
///   of the whole value's SHA-256.
///
/// Small letters and digits only: the full-text index, which keeps the terms, takes each as one word.
struct FilterTerm: Hashable, Sendable {
    private enum Sort: String {
        case number = "n"
        case text = "t"
        case bytes = "x"
    }

    let text: String
    /// The part before the digits of the value.
    private let prefix: String

    /// `nil` for groups and values of types that are not known.
    init?(field: FieldNumber, value: Value) {
        let (sort, digits): (Sort, String)
        switch value {
        case .bool(let flag): (sort, digits) = (.number, Self.digits(flag ? 1 : 0))
        case .integer(let number), .decimal(let number): (sort, digits) = (.number, Self.digits(number))
        case .date(let date): (sort, digits) = (.number, Self.digits(Int64(date.daysSinceEpoch)))
        case .instant(let instant): (sort, digits) = (.number, Self.digits(instant.milliseconds))
        case .enumeration(let number): (sort, digits) = (.number, Self.digits(Int64(number)))
        case .text(let text): (sort, digits) = (.text, Self.digits(Array(text.utf8)))
        case .id(let record): (sort, digits) = (.bytes, Self.digits(record.bytes))
        case .bytes(let bytes): (sort, digits) = (.bytes, Self.digits(bytes))
        case .empty, .group, .entries, .unknown: return nil
        }
        prefix = Self.digits(field) + sort.rawValue
        text = prefix + digits
    }

    /// The terms that meet a condition; `nil` if none does.
    static func range(of condition: RecordQuery.Condition) -> ClosedRange<String>? {
        let field = condition.field
        switch condition.comparison {
        case .equals(let value):
            return FilterTerm(field: field, value: value).map { $0.text...$0.text }
        case .between(let low, let high):
            let low = low.flatMap { FilterTerm(field: field, value: $0) }
            let high = high.flatMap { FilterTerm(field: field, value: $0) }
            guard let prefix = low?.prefix ?? high?.prefix else {
                return digits(field) + Sort.number.rawValue...digits(field) + "z"
            }
            guard high == nil || high?.prefix == prefix else { return nil }
            let ends = (low?.text ?? prefix, high?.text ?? prefix + "z")
            return ends.0 <= ends.1 ? ends.0...ends.1 : nil
        }
    }

    /// Bytes of a text that stand in its term.
    private static let longest = 64

    private static func digits(_ field: FieldNumber) -> String { String(field.rawValue, radix: 16) }

    private static func digits(_ number: Int64) -> String {
        (UInt64(bitPattern: number) ^ 1 << 63).bigEndianBytes.hexadecimal
    }

    private static func digits(_ bytes: [UInt8]) -> String {
        guard bytes.count > longest else { return bytes.hexadecimal }
        return bytes.prefix(longest).hexadecimal + "z" + VectorDigest(ofUntagged: bytes).bytes.hexadecimal
    }
}
