import SyncCore
import TestSupport
import Testing

struct VersionVectorTests {
    private static let log = LogID(high: 1, low: 1)

    private static func head(_ number: UInt64, _ word: UInt64 = 0) -> VersionVector.Head {
        VersionVector.Head(number: number, segment: SegmentID(words: (word, 0, 0, number)))
    }

    @Test func `the digest does not depend on the order or the repetition of heads`() {
        let one = VersionVector(heads: [Self.log: [Self.head(1), Self.head(2), Self.head(2, 7)]])
        let other = VersionVector(heads: [
            Self.log: [Self.head(2, 7), Self.head(1), Self.head(2), Self.head(1)]
        ])
        #expect(one == other)
        #expect(one.digest == other.digest)
    }

    @Test func `the digest depends on every log, number and segment`() {
        let vectors = [
            VersionVector(),
            VersionVector(heads: [Self.log: [Self.head(1)]]),
            VersionVector(heads: [Self.log: [Self.head(2)]]),
            VersionVector(heads: [Self.log: [Self.head(1, 1)]]),
            VersionVector(heads: [LogID(high: 1, low: 2): [Self.head(1)]]),
            VersionVector(heads: [Self.log: [Self.head(1)], LogID(high: 1, low: 2): [Self.head(1)]]),
        ]
        #expect(Set(vectors.map(\.digest)).count == vectors.count)
    }

    @Test func `a log without heads is as if it were not there`() {
        #expect(VersionVector(heads: [Self.log: []]) == VersionVector())
        #expect(VersionVector(heads: [Self.log: []]).digest == VersionVector().digest)
    }

    @Test func `the chain depends on the generation and on the order of the segments`() {
        let first = SegmentID(words: (1, 0, 0, 0))
        let second = SegmentID(words: (2, 0, 0, 0))
        let seed = ChainHash(seed: Generation(high: 1, low: 2))
        let chains = [
            seed, ChainHash(seed: Generation(high: 1, low: 3)),
            seed.extended(by: first), seed.extended(by: second),
            seed.extended(by: first).extended(by: second), seed.extended(by: second).extended(by: first),
        ]
        #expect(Set(chains).count == chains.count)
    }
}
