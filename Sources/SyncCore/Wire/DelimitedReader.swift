/// Cuts a stream of length-delimited messages into messages, however the bytes arrive.
///
/// Each message is preceded by its length as a varint of at most five bytes. What waits here is at most one
/// unfinished message and the chunk that was appended last.
package struct DelimitedReader: Sendable {
    /// The most bytes that one message may have.
    private let limit: Int
    private var buffer: [UInt8] = []
    private var offset = 0

    package init(limit: Int) {
        self.limit = limit
    }

    /// Takes bytes as they arrived.
    package mutating func append(_ chunk: some Sequence<UInt8>) {
        if offset > 0 {
            buffer.removeSubrange(..<offset)
            offset = 0
        }
        buffer.append(contentsOf: chunk)
    }

    /// The next whole message, or `nil` until more bytes are appended.
    ///
    /// - Throws: ``WireError/messageTooLarge(limit:)`` as soon as the length is read; the stream is
    ///   useless then.
    package mutating func next() throws(WireError) -> [UInt8]? {
        guard let (length, start) = try announced(), buffer.count - start >= length else { return nil }
        offset = start + length
        return Array(buffer[start..<offset])
    }

    /// Checks that the stream ended where a message ended.
    package func finish() throws(WireError) {
        guard offset == buffer.count else { throw .truncated }
    }

    /// The length of the message at `offset` and where it starts; `nil` while the length is incomplete.
    private func announced() throws(WireError) -> (length: Int, start: Int)? {
        var length = 0
        for index in 0..<Self.longestPrefix {
            guard offset + index < buffer.count else { return nil }
            let byte = buffer[offset + index]
            length |= Int(byte & 0x7F) << (7 * index)
            guard length <= limit else { throw .messageTooLarge(limit: limit) }
            if byte < 0x80 { return (length, offset + index + 1) }
        }
        throw .messageTooLarge(limit: limit)
    }

    /// Bytes of a varint that holds 35 bits: more than any limit.
    private static let longestPrefix = 5
}
