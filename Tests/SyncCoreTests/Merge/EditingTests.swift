import SyncCore
import TestSupport
import Testing

/// The change that an edit makes.
struct EditingTests {
    private static let field = FieldNumber(rawValue: 16)
    private static let other = FieldNumber(rawValue: 17)

    private static func set(_ number: Int64) -> FieldEdit { .set(field, .integer(number)) }

    private static func change(_ edits: FieldEdit..., from bench: RecordBench) -> Change? {
        bench.state.change(
            for: RecordEdit(record: RecordBench.key, edits: edits),
            at: HybridTime(rawValue: 99)
        )
    }

    private static func conflict() -> RecordBench {
        var bench = RecordBench()
        bench.edit(set(10), seeing: RecordState())
        bench.edit(set(20), seeing: RecordState())
        return bench
    }

    @Test func `setting supersedes every live entry, and resolves if they differed`() throws {
        let bench = Self.conflict()
        let write = try #require(Self.change(Self.set(30), from: bench)?.writes.first)
        #expect(write.superseded == bench.state.entries(of: Self.field).map(\.name))
        #expect(write.isResolution && write.values == [Value.integer(30).canonicalBytes])
    }

    @Test func `setting over equal values resolves nothing`() throws {
        var bench = RecordBench()
        bench.edit(Self.set(10), seeing: RecordState())
        bench.edit(Self.set(10), seeing: RecordState())
        let write = try #require(Self.change(Self.set(30), from: bench)?.writes.first)
        #expect(write.superseded.count == 2 && !write.isResolution)
    }

    @Test func `clearing writes the value empty, and resolves like setting`() throws {
        let write = try #require(Self.change(.clear(Self.field), from: Self.conflict())?.writes.first)
        #expect(write.values == [[0]] && write.superseded.count == 2 && write.isResolution)
    }

    @Test func `an edit that would change nothing makes no change`() {
        var bench = RecordBench()
        #expect(
            Self.change(.remove(Self.field, [.integer(1)]), .add(Self.other, []), .restore, from: bench)
                == nil
        )
        #expect(Self.change(from: bench) == nil)
        bench.edit(Self.set(10))
        #expect(Self.change(Self.set(10), from: bench) == nil)
        #expect(Self.change(.add(Self.field, [.integer(10), .integer(10)]), from: bench) == nil)
        #expect(Self.change(Self.set(20), Self.set(10), from: bench) == nil)
        #expect(Self.change(.remove(Self.field, [.integer(10)]), Self.set(10), from: bench) == nil)
        bench.edit(.clear(Self.field))
        #expect(Self.change(.clear(Self.field), from: bench) == nil)
    }

    @Test func `choosing one of two values is a write, though that value is live already`() {
        #expect(Self.change(Self.set(10), from: Self.conflict()) != nil)
    }

    @Test func `fields that change nothing are left out of a change, and the others stand in their order`() {
        var bench = RecordBench()
        bench.edit(Self.set(10))
        let change = Self.change(
            .set(FieldNumber(rawValue: 40), .bool(true)),
            Self.set(10),
            .set(Self.other, .bool(true)),
            from: bench
        )
        #expect(change?.writes.map(\.field.rawValue) == [17, 40])
    }

    @Test func `elements are added once and removed with every entry that holds them`() throws {
        var bench = RecordBench()
        bench.edit(.add(Self.field, [.integer(1), .integer(2)]), seeing: RecordState())
        bench.edit(.add(Self.field, [.integer(2), .integer(3)]), seeing: RecordState())
        let added = try #require(Self.change(.add(Self.field, [.integer(3), .integer(4)]), from: bench))
        #expect(added.writes[0].values == [Value.integer(4).canonicalBytes])
        #expect(added.writes[0].superseded.isEmpty)
        let removed = try #require(Self.change(.remove(Self.field, [.integer(2), .integer(9)]), from: bench))
        #expect(removed.writes[0].values.isEmpty && removed.writes[0].superseded.count == 2)
    }

    @Test func `adding and removing in one edit is one write`() throws {
        var bench = RecordBench()
        bench.edit(.add(Self.field, [.integer(1), .integer(2)]))
        let change = try #require(
            Self.change(.add(Self.field, [.integer(3)]), .remove(Self.field, [.integer(1)]), from: bench)
        )
        bench.edit(.add(Self.field, [.integer(3)]), .remove(Self.field, [.integer(1)]))
        #expect(change.writes.count == 1)
        #expect(bench.view(.union)[Self.field]?.elements == [.integer(2), .integer(3)])
    }

    @Test func `undoing a resolution puts the former values back as an open question`() {
        var bench = Self.conflict()
        bench.edit(Self.set(20))
        bench.edit(.undo(Self.field, former: [.integer(10), .integer(20)]))
        let field = bench.view(.decide)[Self.field]
        #expect(field?.status == .open && field?.live.count == 2)
        #expect(field?.live.contains(where: \.isResolution) == false)
    }

    @Test func `undoing supersedes the resolutions only, where there are any`() throws {
        var bench = Self.conflict()
        bench.edit(Self.set(30))
        bench.edit(Self.set(40), seeing: RecordState(), at: 0)
        let write = try #require(
            Self.change(.undo(Self.field, former: [.integer(10)]), from: bench)?.writes.first
        )
        #expect(write.superseded.count == 1 && !write.isResolution)
        bench.edit(.undo(Self.field, former: [.integer(10)]))
        let live = bench.view()[Self.field]?.elements
        #expect(live == [.integer(10), .integer(40)])
    }

    @Test func `undoing a plain write supersedes all, and may leave the field without a value`() {
        var bench = RecordBench()
        bench.edit(Self.set(10))
        bench.edit(.undo(Self.field, former: []))
        #expect(bench.view()[Self.field] == nil)
        #expect(bench.state.entries.isEmpty)
    }

    @Test func `a withdrawal lists every live entry but withdrawals, ascending`() throws {
        var bench = RecordBench()
        bench.edit(Self.set(10), .set(Self.other, .bool(true)))
        bench.edit(.withdraw)
        bench.edit(Self.set(20))
        let write = try #require(Self.change(.withdraw, from: bench)?.writes.first)
        let names = [Self.field, Self.other].flatMap { bench.state.entries(of: $0).map(\.name) }
        #expect(write.field == .withdrawal && write.superseded.count == 1 && !write.isResolution)
        #expect(write.values == [Value.entries(names.sorted()).canonicalBytes])
    }
}
