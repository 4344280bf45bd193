/// Cuts one protobuf message into its fields, in the order in which they stand.
///
/// For the messages of which a merge opens hundreds of thousands: leaves and what is in them. It takes the
/// same bytes for a message as SwiftProtobuf does, and no others: numbers need not be in their shortest form,
/// groups are skipped whole, and a field may come again.
///
/// Source: Protocol Buffers, *Encoding* (protobuf.dev/programming-guides/encoding).
struct ProtobufReader {
    /// What stands in a field; its meaning is the caller's.
    enum Content: Hashable {
        case varint(UInt64)
        case fixed64(UInt64)
        /// Where the bytes are among those of the reader.
        case bytes(Range<Int>)
        /// A group or a number of 32 bits, which none of our messages has.
        case other
    }

    private let bytes: [UInt8]
    private var offset: Int
    private let end: Int
    private let depth: Int

    /// Begins to read a message.
    ///
    /// - Parameters:
    ///   - bytes: the bytes that the message is among.
    ///   - range: where it is; `nil` for all of them.
    ///   - depth: how many messages it lies in.
    init(_ bytes: [UInt8], in range: Range<Int>? = nil, depth: Int = 0) {
        self.bytes = bytes
        offset = range?.lowerBound ?? 0
        end = range?.upperBound ?? bytes.count
        self.depth = depth + 1
    }

    /// The next field; `nil` at the end of the message.
    ///
    /// - Throws: ``MalformedMessage`` for bytes that are no message.
    mutating func next() throws(MalformedMessage) -> (number: UInt32, content: Content)? {
        guard offset < end else { return nil }
        let start = offset
        let tag = try varint()
        guard offset - start <= Self.longestTag else { throw MalformedMessage() }
        let number = try Self.fieldNumber(tag)
        switch tag & 7 {
        case 0: return (number, .varint(try varint()))
        case 1: return (number, .fixed64(try fixed64()))
        case 2:
            let length = try varint()
            guard length <= UInt64(end - offset) else { throw MalformedMessage() }
            defer { offset += Int(length) }
            return (number, .bytes(offset..<offset + Int(length)))
        default:
            try skip(tag: tag, depth: depth)
            return (number, .other)
        }
    }

    /// Appends the numbers of a repeated `uint32`, packed or not.
    ///
    /// - Returns: whether it is one.
    func append(_ content: Content, to numbers: inout [UInt32]) throws(MalformedMessage) -> Bool {
        switch content {
        case .varint(let number): numbers.append(UInt32(truncatingIfNeeded: number))
        case .bytes(let range):
            var packed = ProtobufReader(bytes, in: range)
            numbers.reserveCapacity(numbers.count + range.count)
            while packed.offset < packed.end {
                numbers.append(UInt32(truncatingIfNeeded: try packed.varint()))
            }
        default: return false
        }
        return true
    }

    /// A tag of a field takes at most five bytes.
    private static let longestTag = 5
    /// The most messages and groups that may lie in each other.
    private static let greatestDepth = 100

    private static func fieldNumber(_ tag: UInt64) throws(MalformedMessage) -> UInt32 {
        guard tag <= UInt64(UInt32.max), tag >> 3 > 0 else { throw MalformedMessage() }
        return UInt32(tag >> 3)
    }

    private mutating func varint() throws(MalformedMessage) -> UInt64 {
        var number: UInt64 = 0
        var shift: UInt64 = 0
        while offset < end, shift <= 63 {
            let byte = bytes[offset]
            offset += 1
            number |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return number }
            shift += 7
        }
        throw MalformedMessage()
    }

    private mutating func fixed64() throws(MalformedMessage) -> UInt64 {
        guard end - offset >= 8 else { throw MalformedMessage() }
        var number: UInt64 = 0
        for index in 0..<8 { number |= UInt64(bytes[offset + index]) << UInt64(index * 8) }
        offset += 8
        return number
    }

    private mutating func skip(tag: UInt64, depth: Int) throws(MalformedMessage) {
        switch tag & 7 {
        case 0: _ = try varint()
        case 1: try skip(8)
        case 2: try skip(Int(clamping: try varint()))
        case 3:
            guard depth < Self.greatestDepth else { throw MalformedMessage() }
            while true {
                let inner = try varint()
                let number = try Self.fieldNumber(inner)
                if inner & 7 == 4 {
                    guard number == UInt32(tag >> 3) else { throw MalformedMessage() }
                    return
                }
                try skip(tag: inner, depth: depth + 1)
            }
        case 5: try skip(4)
        default: throw MalformedMessage()
        }
    }

    private mutating func skip(_ count: Int) throws(MalformedMessage) {
        guard count <= end - offset else { throw MalformedMessage() }
        offset += count
    }
}

/// Bytes are no protobuf message.
struct MalformedMessage: Error {}
