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
    /// The term's characters, in ASCII.
    let digits: [UInt8]
    /// How many of them stand before those of the value.
    private let prefixCount: Int

    /// `nil` for groups and values of types that are not known.
    init?(field: FieldNumber, value: Value) {
        var digits = Self.digits(field)
        prefixCount = digits.count + 1
        switch value {
        case .bool(let flag): digits.append(number: flag ? 1 : 0)
        case .integer(let number), .decimal(let number): digits.append(number: number)
        case .date(let date): digits.append(number: Int64(date.daysSinceEpoch))
        case .instant(let instant): digits.append(number: instant.milliseconds)
        case .enumeration(let number): digits.append(number: Int64(number))
        case .text(let text): digits.append(Array(text.utf8), as: "t")
        case .id(let record): digits.append(record.bytes, as: "x")
        case .bytes(let bytes): digits.append(bytes, as: "x")
        case .empty, .group, .entries, .unknown: return nil
        }
        self.digits = digits
    }

    var text: String { String(decoding: digits, as: UTF8.self) }

    /// What the terms of all values of the sort begin with.
    private var prefix: String { String(text.prefix(prefixCount)) }

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
                let prefix = String(decoding: digits(field), as: UTF8.self)
                return prefix + "n"...prefix + "z"
            }
            guard high == nil || high?.prefix == prefix else { return nil }
            let (first, last) = (low?.text ?? prefix, high?.text ?? prefix + "z")
            return first <= last ? first...last : nil
        }
    }

    private static func digits(_ field: FieldNumber) -> [UInt8] {
        let digits = field.rawValue.bigEndianBytes.hexadecimalDigits
        return Array(digits.drop { $0 == UInt8(ascii: "0") })
    }

    /// Bytes of a text that stand in its term.
    fileprivate static let longest = 64
}

extension [UInt8] {
    fileprivate mutating func append(number: Int64) {
        append(UInt8(ascii: "n"))
        self += (UInt64(bitPattern: number) ^ 1 << 63).bigEndianBytes.hexadecimalDigits
    }

    fileprivate mutating func append(_ bytes: [UInt8], as sort: Unicode.Scalar) {
        append(UInt8(ascii: sort))
        self += bytes.prefix(FilterTerm.longest).hexadecimalDigits
        guard bytes.count > FilterTerm.longest else { return }
        append(UInt8(ascii: "z"))
        self += VectorDigest(ofUntagged: bytes).bytes.hexadecimalDigits
    }
}
