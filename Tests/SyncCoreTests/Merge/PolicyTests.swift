import SyncCore
import TestSupport
import Testing

/// Section 3 of the design, sentence by sentence: what is shown, and what waits for a person.
struct PolicyTests {
    private static let field = FieldNumber(rawValue: 16)
    private static let byRank = MergePolicy.highest(.ranks([10, 30, 20]))

    private static func set(_ number: Int64) -> FieldEdit { .set(field, .integer(number)) }

    /// Three people who know nothing of each other write 10, 20 and 30, in this order of time.
    private static func concurrent(_ numbers: Int64...) -> RecordBench {
        var bench = RecordBench()
        for number in numbers { bench.edit(set(number), seeing: RecordState()) }
        return bench
    }

    @Test func `latest shows the greatest in the total order, settled, with the others beside it`() throws {
        let field = try #require(Self.concurrent(30, 10, 20).view()[Self.field])
        #expect(field.shown == .integer(20))
        #expect(field.status == .settled)
        #expect(field.live.map(\.content) == [20, 10, 30].map { .value(Value.integer($0).canonicalBytes) })
    }

    @Test func `changes of one time are ordered by the names of their logs`() throws {
        for time in [HybridTime(rawValue: 0), HybridTime(millisecondsSinceEpoch: 1_000)] {
            var state = RecordState()
            for log in [3, 1, 5, 2, 4] as [UInt64] {
                let write = MergeableWrite(
                    field: Self.field,
                    firstPosition: 0,
                    contents: [.value(Value.integer(Int64(log)).canonicalBytes)],
                    superseded: [],
                    isResolution: false
                )
                let name = ChangeName(log: LogID(high: log, low: 0), number: 1, leafPrefix: 9 - log)
                let change = MergeableChange(
                    name: name,
                    record: TestSchema.key(1),
                    time: time,
                    writes: [write]
                )
                state.merge(change, by: .member(.write))
            }
            let field = try #require(state.view(of: TestSchema.key(1), schema: nil)[Self.field])
            #expect(field.live.map(\.name.change.log.high) == [5, 4, 3, 2, 1])
        }
    }

    @Test func `equal values of two people are one value`() throws {
        for policy in [MergePolicy.latest, .decide, Self.byRank] {
            let field = try #require(Self.concurrent(10, 10).view(policy)[Self.field])
            #expect(field.status == .single && field.live.count == 2)
        }
    }

    @Test func `a causally later write wins whatever the clocks say`() {
        var bench = RecordBench()
        bench.edit(Self.set(10), at: 1_000_000)
        bench.edit(Self.set(20), at: 1)
        #expect(bench.view()[Self.field]?.shown == .integer(20))
        #expect(bench.view()[Self.field]?.live.count == 1)
    }

    @Test func `highest is not lowered by a merge, and shows the lowering beside the raise`() throws {
        var bench = RecordBench()
        bench.edit(Self.set(20))
        let before = bench.state
        bench.edit(Self.set(30), seeing: before)
        bench.edit(Self.set(10), seeing: before)
        let field = try #require(bench.view(.highest(.number))[Self.field])
        #expect(field.shown == .integer(30))
        #expect(field.status == .settled && field.live.count == 2)
    }

    @Test func `a deliberate lowering counts over what it supersedes`() {
        var bench = RecordBench()
        bench.edit(Self.set(30))
        bench.edit(Self.set(10))
        #expect(bench.view(.highest(.number))[Self.field]?.shown == .integer(10))
    }

    @Test func `highest follows the declared order, not the number`() {
        #expect(Self.concurrent(30, 20, 10).view(Self.byRank)[Self.field]?.shown == .integer(20))
        #expect(Self.concurrent(30, 10).view(Self.byRank)[Self.field]?.shown == .integer(30))
    }

    @Test func `an unknown rank, and a value that is no number, count as highest`() {
        #expect(Self.concurrent(99, 20).view(Self.byRank)[Self.field]?.shown == .integer(99))
        var bench = Self.concurrent(.max)
        bench.edit(.set(Self.field, .unknown(tag: 99, bytes: [1])), seeing: RecordState(), at: 0)
        #expect(bench.view(.highest(.number))[Self.field]?.shown == .unknown(tag: 99, bytes: [1]))
    }

    @Test func `clearing ranks below every number where the highest is shown`() {
        var bench = Self.concurrent(-5)
        bench.edit(.clear(Self.field), seeing: bench.state)
        #expect(bench.view(.highest(.number))[Self.field]?.shown == nil)
        bench.edit(Self.set(-5), seeing: RecordState(), at: 0)
        #expect(bench.view(.highest(.number))[Self.field]?.shown == .integer(-5))
        #expect(bench.view(.latest)[Self.field]?.shown == nil)
    }

    @Test func `equal ranks are ordered by time`() throws {
        let field = try #require(Self.concurrent(77, 99, 88).view(Self.byRank)[Self.field])
        #expect(field.shown == .integer(88))
    }

    @Test func `decide waits until a write supersedes all values, and a late third opens it again`() {
        var bench = Self.concurrent(10, 20)
        #expect(bench.view(.decide)[Self.field]?.status == .open)
        #expect(bench.view(.decide)[Self.field]?.shown == .integer(20))
        #expect(bench.view(.decide).hasOpenConflict)
        bench.edit(Self.set(10))
        #expect(bench.view(.decide)[Self.field]?.status == .single)
        #expect(!bench.view(.decide).hasOpenConflict)
        bench.edit(Self.set(30), seeing: RecordState(), at: 0)
        #expect(bench.view(.decide)[Self.field]?.status == .open)
    }

    @Test func `a value that meets a resolution is an open conflict under every policy but union`() {
        var bench = Self.concurrent(10, 20)
        bench.edit(Self.set(20))
        bench.edit(Self.set(30), seeing: RecordState(), at: 0)
        for policy in [MergePolicy.latest, .highest(.number), .decide] {
            #expect(bench.view(policy)[Self.field]?.status == .open)
        }
        #expect(bench.view(.union)[Self.field]?.status == .set)
        #expect(!bench.view(.union).hasOpenConflict)
    }

    @Test func `a value equal to the resolution that it meets is no conflict`() {
        var bench = Self.concurrent(10, 20)
        bench.edit(Self.set(20))
        bench.edit(Self.set(20), seeing: RecordState(), at: 0)
        #expect(bench.view(.decide)[Self.field]?.status == .single)
    }

    @Test func `a field that the schema does not know is shown as latest`() {
        let bench = Self.concurrent(30, 10)
        let view = bench.state.view(of: RecordBench.key, schema: nil)
        #expect(view[Self.field]?.shown == .integer(10))
        #expect(view[Self.field]?.status == .settled)
    }

    @Test func `a set shows each element once, in the order of bytes, and not that it was cleared`() throws {
        var bench = RecordBench()
        bench.edit(.add(Self.field, [.text("ö"), .text("å")]), seeing: RecordState())
        bench.edit(.add(Self.field, [.text("å"), .text("ä")]), seeing: RecordState())
        bench.edit(.clear(Self.field), seeing: RecordState())
        let field = try #require(bench.view(.union)[Self.field])
        #expect(field.elements == [.text("ä"), .text("å"), .text("ö")])
        #expect(field.shown == nil && field.live.count == 5)
    }

    @Test func `an add wins over a concurrent remove`() {
        var bench = RecordBench()
        bench.edit(.add(Self.field, [.integer(1)]))
        let before = bench.state
        bench.edit(.remove(Self.field, [.integer(1)]), seeing: before)
        bench.edit(.add(Self.field, [.integer(1)]), seeing: RecordState())
        #expect(bench.view(.union)[Self.field]?.elements == [.integer(1)])
    }

    @Test func `bytes that are no value are shown as unknown, with their bytes`() throws {
        var bench = RecordBench()
        for (number, bytes) in [[UInt8]](arrayLiteral: [4, 0x20, 0x61], [1, 7], []).enumerated() {
            let write = MergeableWrite(
                field: FieldNumber(rawValue: 20 + UInt32(number)),
                firstPosition: 0,
                contents: [.value(bytes)],
                superseded: [],
                isResolution: false
            )
            let name = ChangeName(log: LogID(high: 1, low: 1), number: UInt64(number) + 1, leafPrefix: 0)
            let time = HybridTime(rawValue: 1)
            bench.merge(MergeableChange(name: name, record: RecordBench.key, time: time, writes: [write]))
        }
        let shown = bench.view().fields.map(\.shown)
        #expect(
            shown == [
                .unknown(tag: 4, bytes: [0x20, 0x61]), .unknown(tag: 1, bytes: [7]),
                .unknown(tag: 255, bytes: []),
            ]
        )
    }

    @Test func `the record's times are those of its first and its last change`() {
        var bench = RecordBench()
        bench.edit(Self.set(1), at: 50)
        bench.edit(Self.set(2), at: 7)
        #expect(bench.view().createdAt.rawValue == 7 && bench.view().changedAt.rawValue == 50)
    }
}
