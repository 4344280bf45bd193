package import SwiftProtobuf

/// Builds a stream of length-delimited messages, or a part of one.
package struct DelimitedWriter: Sendable {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func append(_ message: some Message) throws {
        let encoded: [UInt8] = try message.serializedBytes()
        append(encoded: encoded)
    }

    /// Appends a message that is encoded already.
    package mutating func append(encoded: [UInt8]) {
        var length = encoded.count
        while length >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: length) | 0x80)
            length >>= 7
        }
        bytes.append(UInt8(length))
        bytes.append(contentsOf: encoded)
    }

    /// Hands out what was written since the last call.
    package mutating func take() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }
}
