/// Why a value has no canonical form, or why bytes are not one.
public enum ValueError: Error, Hashable, Sendable {
    /// The text is not NFC, or has white space at an end.
    case textNotCanonical
    /// The canonical form is larger than ``Limits/changeBytes``.
    case tooLarge
    /// Bytes that no value has: cut short, a number not in its shortest form, entries out of order.
    case malformed
}

extension Value {
    /// The tags that open the canonical form.
    enum Tag {
        static let empty: UInt8 = 0
        static let bool: UInt8 = 1
        static let integer: UInt8 = 2
        static let decimal: UInt8 = 3
        static let text: UInt8 = 4
        static let id: UInt8 = 5
        static let date: UInt8 = 6
        static let instant: UInt8 = 7
        static let enumeration: UInt8 = 8
        static let group: UInt8 = 9
        static let entries: UInt8 = 10
        static let bytes: UInt8 = 11
    }

    /// One tag byte, then the content; Documentation/Protocol.md, "Values", has the table.
    public var canonicalBytes: [UInt8] {
        var writer = ByteWriter()
        switch self {
        case .empty: writer.append(Tag.empty)
        case .bool(let flag):
            writer.append(Tag.bool)
            writer.append(flag ? 1 : 0)
        case .integer(let number):
            writer.append(Tag.integer)
            writer.appendSigned(number)
        case .decimal(let number):
            writer.append(Tag.decimal)
            writer.appendSigned(number)
        case .text(let text):
            writer.append(Tag.text)
            writer.append(contentsOf: text.utf8)
        case .id(let record):
            writer.append(Tag.id)
            writer.append(contentsOf: record.bytes)
        case .date(let date):
            writer.append(Tag.date)
            writer.appendSigned(Int64(date.daysSinceEpoch))
        case .instant(let instant):
            writer.append(Tag.instant)
            writer.appendSigned(instant.milliseconds)
            writer.appendSigned(Int64(instant.offsetMinutes))
        case .enumeration(let number):
            writer.append(Tag.enumeration)
            writer.appendVarint(UInt64(number))
        case .group(let members):
            writer.append(Tag.group)
            for member in members {
                let bytes = member.canonicalBytes
                writer.appendVarint(UInt64(bytes.count))
                writer.append(contentsOf: bytes)
            }
        case .entries(let names):
            writer.append(Tag.entries)
            for name in Set(names).sorted() { name.write(to: &writer) }
        case .bytes(let bytes):
            writer.append(Tag.bytes)
            writer.append(contentsOf: bytes)
        case .unknown(let tag, let bytes):
            writer.append(tag)
            writer.append(contentsOf: bytes)
        }
        return writer.bytes
    }

    /// Reads a canonical form.
    ///
    /// - Throws: ``ValueError`` if a known tag is followed by anything but the one form of a value. A tag
    ///   that this version does not know gives ``Value/unknown(tag:bytes:)``.
    public init(canonicalBytes bytes: some Collection<UInt8>) throws(ValueError) {
        var reader = ByteReader(bytes)
        switch try reader.byte() {
        case Tag.empty: self = .empty
        case Tag.bool:
            let byte = try reader.byte()
            guard byte <= 1 else { throw .malformed }
            self = .bool(byte == 1)
        case Tag.integer: self = .integer(try reader.signed())
        case Tag.decimal: self = .decimal(try reader.signed())
        case Tag.text: self = .text(try Self.readText(&reader))
        case Tag.id:
            guard let record = RecordID(bytes: try reader.take(16)) else { throw .malformed }
            self = .id(record)
        case Tag.date:
            guard let days = Int32(exactly: try reader.signed()) else { throw .malformed }
            self = .date(CalendarDate(daysSinceEpoch: days))
        case Tag.instant:
            let milliseconds = try reader.signed()
            guard let offset = Int16(exactly: try reader.signed()), abs(Int(offset)) <= 1_440 else {
                throw .malformed
            }
            self = .instant(Instant(milliseconds: milliseconds, offsetMinutes: offset))
        case Tag.enumeration:
            guard let number = UInt32(exactly: try reader.varint()) else { throw .malformed }
            self = .enumeration(number)
        case Tag.group: self = .group(try Self.readGroup(&reader))
        case Tag.entries: self = .entries(try Self.readEntries(&reader))
        case Tag.bytes: self = .bytes(reader.rest())
        case let tag: self = .unknown(tag: tag, bytes: reader.rest())
        }
        guard reader.isAtEnd else { throw .malformed }
    }

    /// Checks what a person's program is about to save.
    ///
    /// - Throws: ``ValueError`` unless the value is in canonical form, so that equal values are equal bytes.
    public func validate() throws(ValueError) {
        let bytes = canonicalBytes
        guard bytes.count <= Limits.changeBytes else { throw .tooLarge }
        guard try Value(canonicalBytes: bytes) == self else { throw .malformed }
    }

    /// Reads whatever stands in a log: bytes that are no canonical form are ``Value/unknown(tag:bytes:)``,
    /// for a log is never refused for its values.
    init(readingAny bytes: [UInt8]) {
        self =
            (try? Value(canonicalBytes: bytes))
            ?? .unknown(tag: bytes.first ?? .max, bytes: Array(bytes.dropFirst()))
    }

    private static func readText(_ reader: inout ByteReader) throws(ValueError) -> String {
        let bytes = reader.rest()
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .malformed }
        guard text.isCanonicalText else { throw .textNotCanonical }
        return text
    }

    /// How deep a group may lie in a group; the field model uses one level.
    private static let deepestGroup = 4

    private static func readGroup(
        _ reader: inout ByteReader,
        depth: Int = 1
    ) throws(ValueError) -> [Value] {
        guard depth <= deepestGroup else { throw .malformed }
        var members: [Value] = []
        while !reader.isAtEnd {
            let bytes = try reader.take(Int(clamping: try reader.varint()))
            if bytes.first == Tag.group {
                var inner = ByteReader(bytes.dropFirst())
                members.append(.group(try readGroup(&inner, depth: depth + 1)))
            } else {
                members.append(try Value(canonicalBytes: bytes))
            }
        }
        return members
    }

    private static func readEntries(_ reader: inout ByteReader) throws(ValueError) -> [EntryName] {
        var names: [EntryName] = []
        while !reader.isAtEnd {
            let name = try EntryName(reading: &reader)
            if let last = names.last, last >= name { throw .malformed }
            names.append(name)
        }
        return names
    }
}
