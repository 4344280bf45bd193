import SyncCore
import TestSupport
import Testing

struct DigestTests {
    @Test func `the sum of digests is one of 256 bits, whose carry runs through all four words`() {
        let one = StateDigest(words: (0, 0, 0, 1))
        let greatest = StateDigest(words: (.max, .max, .max, .max))
        #expect(greatest + one == .zero)
        #expect(.zero - one == greatest)
        #expect(StateDigest(words: (0, 0, .max, .max)) + one == StateDigest(words: (0, 1, 0, 0)))
        #expect(
            StateDigest(words: (0, .max, .max, .max)) + greatest
                == StateDigest(words: (0, .max, .max, .max - 1))
        )
    }

    @Test func `adding and subtracting digests in any order comes to the same`() {
        for seed in UInt64(0)..<2_000 {
            var generator = SeededGenerator(seed: seed)
            let digests = (0..<4).compactMap { _ in StateDigest(bytes: generator.bytes(32)) }
            let sum = digests.reduce(.zero, +)
            let shuffled = digests.shuffled(using: &generator)
            #expect(shuffled.reduce(.zero, +) == sum, "seed \(seed)")
            #expect(shuffled.reduce(sum, -) == .zero, "seed \(seed)")
        }
    }

    @Test func `a digest and an identifier are read only from their exact length`() {
        for count in 0...64 {
            let bytes = [UInt8](repeating: 7, count: count)
            #expect((SegmentID(bytes: bytes) != nil) == (count == 32))
            #expect((LogID(bytes: bytes) != nil) == (count == 16))
        }
        let bytes = (0..<32).map { UInt8($0 * 8) }
        #expect(SegmentID(bytes: bytes)?.bytes == bytes)
        #expect(SegmentID(bytes: bytes)?.prefix == 0x0008_1018_2028_3038)
        #expect(LogID(bytes: bytes[8..<24])?.bytes == Array(bytes[8..<24]))
    }

    @Test func `identifiers and digests are ordered as their bytes are`() throws {
        for seed in UInt64(0)..<1_000 {
            var generator = SeededGenerator(seed: seed)
            let left = generator.bytes(32)
            let right = Array(left.prefix(.random(in: 0...31, using: &generator))) + generator.bytes(32)
            let isLess = left.lexicographicallyPrecedes(right.prefix(32))
            let digests = try (#require(LeafHash(bytes: left)), #require(LeafHash(bytes: right.prefix(32))))
            #expect((digests.0 < digests.1) == isLess, "seed \(seed)")
            let names = try (
                #require(LogID(bytes: left.prefix(16))), #require(LogID(bytes: right.prefix(16)))
            )
            let areLess = left.prefix(16).lexicographicallyPrecedes(right.prefix(16))
            #expect((names.0 < names.1) == areLess, "seed \(seed)")
        }
    }
}
