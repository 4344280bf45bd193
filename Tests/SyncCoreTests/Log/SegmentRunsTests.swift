import SyncCore
import TestSupport
import Testing

struct SegmentRunsTests {
    private static func leaves(_ count: Int, ofBytes size: Int) throws -> [Leaf] {
        let leaf = try Leaf(
            SampleLog.change(of: 1, to: .bytes([UInt8](repeating: 7, count: size))),
            salt: SampleLog.salt(of: 1)
        )
        return [Leaf](repeating: leaf, count: count)
    }

    @Test func `no leaves make no run, and a thousand small ones make one`() throws {
        #expect(Segment.runs(of: []).isEmpty)
        #expect(Segment.runs(of: try Self.leaves(1_000, ofBytes: 1)).map(\.count) == [1_000])
        #expect(Segment.runs(of: try Self.leaves(2_001, ofBytes: 1)).map(\.count) == [1_000, 1_000, 1])
    }

    @Test func `leaves too large for one segment are split, in their order, and every run can be sealed`()
        throws
    {
        let log = try SampleLog()
        for size in [60_000, 64_000, 30_000, 300] {
            let leaves = try Self.leaves(1_000 * 300 / size + 9, ofBytes: size)
            let runs = Segment.runs(of: leaves)
            #expect(runs.flatMap { $0 } == leaves)
            var position = LogPosition.start
            for run in runs {
                let segment = try Segment(
                    sealing: Array(run),
                    of: log.opening,
                    in: SampleLog.space,
                    at: position,
                    seen: VersionVector().digest,
                    key: log.memberKey
                )
                #expect(segment.header.bodySize <= Limits.segmentBytes)
                #expect(try segment.leaves().count == run.count)
                position = LogPosition(next: segment.header.last + 1, previous: segment.id)
            }
        }
    }

    @Test func `the largest change fits in a segment, whatever its bytes`() throws {
        var generator = SeededGenerator(seed: 5)
        let log = try SampleLog()
        let change = SampleLog.change(of: 1, to: .bytes(generator.bytes(Limits.changeBytes - 100)))
        let segment = try log.segment(of: [change, change, change])
        #expect(try segment.leaves().count == 3)
    }

    @Test func `more than a segment may hold is not sealed`() throws {
        let log = try SampleLog()
        let changes = (0..<5).map { SampleLog.change(of: $0, to: .bytes(.init(repeating: 0, count: 60_000))) }
        #expect(throws: LogError.tooLarge(.segment)) { try log.segment(of: changes) }
    }
}
