/// Sixteen bytes that name something; the phantom type says what.
///
/// Ordered as the bytes are ordered. Shown as 32 lower-case hexadecimal digits, a record as a UUID.
public struct Identifier<Named>: Hashable, Comparable, Sendable {
    /// The first eight bytes, big-endian.
    public let high: UInt64
    /// The last eight bytes, big-endian.
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads exactly sixteen bytes; `nil` for any other count.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Reads hexadecimal digits of either case, hyphens allowed between them; `nil` unless they make 16
    /// bytes.
    public init?(_ text: some StringProtocol) {
        guard let bytes = [UInt8](hexadecimal: String(text.filter { $0 != "-" })) else { return nil }
        self.init(bytes: bytes)
    }

    /// Sixteen random bytes.
    public static func random(using generator: inout some RandomNumberGenerator) -> Self {
        Self(high: generator.next(), low: generator.next())
    }

    public var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.reserveCapacity(16)
        writer.appendBigEndian(high)
        writer.appendBigEndian(low)
        return writer.bytes
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

public enum SpaceName {}
public enum RecordName {}
public enum LogName {}
public enum GenerationName {}

/// A set of people who share records.
public typealias SpaceID = Identifier<SpaceName>
/// One record in one space.
public typealias RecordID = Identifier<RecordName>
/// One incarnation of one writer in one space; see ``LogID/init(space:publicKey:nonce:)``.
public typealias LogID = Identifier<LogName>
/// One numbering of a space's segments by its server; a restored server starts a new one.
public typealias Generation = Identifier<GenerationName>

extension Identifier: CustomStringConvertible {
    public var description: String { bytes.hexadecimal }
}

extension Identifier where Named == RecordName {
    /// The form that people meet: 8-4-4-4-12 lower-case digits.
    public var uuidString: String {
        let digits = bytes.hexadecimal
        var groups: [Substring] = []
        var rest = digits[...]
        for length in [8, 4, 4, 4, 12] {
            groups.append(rest.prefix(length))
            rest = rest.dropFirst(length)
        }
        return groups.joined(separator: "-")
    }
}
