import TestSupport
import Testing

@testable import SyncCore

struct DelimitedReaderTests {
    /// Messages of every awkward length, and the stream that they make.
    private func stream(seed: UInt64) -> (messages: [[UInt8]], bytes: [UInt8]) {
        var generator = SeededGenerator(seed: seed)
        let messages = [0, 1, 127, 128, 129, 300].map { generator.bytes($0) }
        var writer = DelimitedWriter()
        for message in messages { writer.append(encoded: message) }
        return (messages, writer.bytes)
    }

    @Test func `messages come out whole however the stream is cut`() throws {
        let (messages, bytes) = stream(seed: 1)
        for seed in UInt64(1)...50 {
            var generator = SeededGenerator(seed: seed)
            var reader = DelimitedReader(limit: 300)
            var read: [[UInt8]] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Int.random(in: 1...40, using: &generator)
                reader.append(rest.prefix(count))
                rest = rest.dropFirst(count)
                while let message = try reader.next() { read.append(message) }
            }
            try reader.finish()
            #expect(read == messages, "seed \(seed)")
        }
    }

    @Test func `a stream cut at any byte gives whole messages only, and says that it was cut`() throws {
        let (messages, bytes) = stream(seed: 2)
        var ends: Set<Int> = [0]
        var writer = DelimitedWriter()
        for message in messages {
            writer.append(encoded: message)
            ends.insert(writer.bytes.count)
        }
        for count in 0...bytes.count {
            var reader = DelimitedReader(limit: 300)
            reader.append(bytes.prefix(count))
            var read: [[UInt8]] = []
            while let message = try reader.next() { read.append(message) }
            #expect(read == Array(messages.prefix(read.count)), "cut at \(count)")
            if ends.contains(count) {
                try reader.finish()
            } else {
                #expect(throws: WireError.truncated, "cut at \(count)") { try reader.finish() }
            }
        }
    }

    @Test func `a message over the limit is refused by its length alone`() {
        var writer = DelimitedWriter()
        writer.append(encoded: [UInt8](repeating: 0, count: 301))
        var reader = DelimitedReader(limit: 300)
        reader.append(writer.bytes.prefix(2))
        #expect(throws: WireError.messageTooLarge(limit: 300)) { try reader.next() }
    }

    @Test func `a length that never ends is refused`() {
        var reader = DelimitedReader(limit: 300)
        reader.append([UInt8](repeating: 0x80, count: 5))
        #expect(throws: WireError.messageTooLarge(limit: 300)) { try reader.next() }
    }
}
