import SyncCore
import TestSupport
import Testing

struct WithdrawalTests {
    private static let field = FieldNumber(rawValue: 16)
    private static let other = FieldNumber(rawValue: 17)

    private static func set(_ number: Int64, of field: FieldNumber = field) -> FieldEdit {
        .set(field, .integer(number))
    }

    @Test func `a withdrawal that saw every live entry hides the record`() {
        var bench = RecordBench()
        bench.edit(Self.set(1), Self.set(2, of: Self.other))
        #expect(!bench.view().isWithdrawn)
        bench.edit(.withdraw)
        #expect(bench.view().isWithdrawn && !bench.view().isWithdrawalContested)
        #expect(bench.view().fields.map(\.number) == [Self.field, Self.other])
    }

    @Test func `an edit that the withdrawal did not see keeps the record visible, as an open conflict`() {
        var bench = RecordBench()
        bench.edit(Self.set(1))
        let before = bench.state
        bench.edit(.withdraw, seeing: before)
        bench.edit(Self.set(2, of: Self.other), seeing: before)
        #expect(
            !bench.view().isWithdrawn && bench.view().isWithdrawalContested && bench.view().hasOpenConflict
        )
        bench.edit(.withdraw)
        #expect(bench.view().isWithdrawn && !bench.view().hasOpenConflict)
    }

    @Test func `an edit after the withdrawal brings the record back as contested`() {
        var bench = RecordBench()
        bench.edit(Self.set(1))
        bench.edit(.withdraw)
        bench.edit(Self.set(2))
        #expect(bench.view().isWithdrawalContested && !bench.view().isWithdrawn)
    }

    @Test func `restoring takes back every withdrawal that was seen, and no other`() {
        var bench = RecordBench()
        bench.edit(Self.set(1))
        let before = bench.state
        bench.edit(.withdraw, seeing: before)
        let afterFirst = bench.state
        bench.edit(.withdraw, seeing: before)
        bench.edit(.restore, seeing: afterFirst)
        #expect(bench.view().isWithdrawn)
        bench.edit(.restore)
        #expect(!bench.view().isWithdrawn && !bench.view().isWithdrawalContested)
        #expect(bench.edit(.restore) == nil)
    }

    @Test func `two withdrawals count together`() {
        var bench = RecordBench()
        bench.edit(Self.set(1), seeing: RecordState())
        let first = bench.state
        var second = RecordBench()
        let later = second.edit(Self.set(2, of: Self.other), seeing: RecordState())
        bench.edit(.withdraw, seeing: first)
        if let later { bench.merge(later.renamed(log: 900)) }
        #expect(bench.view().isWithdrawalContested)
        var seen = RecordState()
        if let later { seen.merge(later.renamed(log: 900), by: .member(.write)) }
        bench.edit(.withdraw, seeing: seen)
        #expect(bench.view().isWithdrawn)
    }

    @Test func `withdrawing twice, or withdrawing nothing, writes nothing`() {
        var bench = RecordBench()
        #expect(bench.edit(.withdraw) == nil)
        bench.edit(Self.set(1))
        bench.edit(.withdraw)
        #expect(bench.edit(.withdraw) == nil)
    }

    @Test func `a withdrawal without the right has no effect`() {
        var bench = RecordBench()
        bench.edit(Self.set(1))
        bench.edit(.withdraw, by: .member(.review))
        #expect(!bench.view().isWithdrawn && !bench.view().isWithdrawalContested)
    }

    @Test func `a withdrawal whose list is redacted or missing withdraws nothing, until the list is there`()
        throws
    {
        for absent in [EntryContent.redacted, .missing] {
            var bench = RecordBench()
            bench.edit(Self.set(1))
            var copy = bench
            let withdrawal = copy.edit(.withdraw)
            bench.merge(try #require(withdrawal).lackingValues(absent))
            #expect(!bench.view().isWithdrawn && !bench.view().isWithdrawalContested)
            bench.merge(try #require(withdrawal))
            #expect(bench.view().isWithdrawn == (absent == .missing))
        }
    }

    @Test func `redacting a value neither hides nor reveals its record`() throws {
        var bench = RecordBench()
        let value = bench.edit(Self.set(1))
        let before = bench.state
        let unseen = bench.edit(Self.set(2, of: Self.other), seeing: before)
        bench.edit(.withdraw, seeing: before)
        bench.merge(try #require(unseen).lackingValues(.redacted))
        #expect(bench.view().isWithdrawalContested)
        bench.edit(.withdraw)
        bench.merge(try #require(value).lackingValues(.redacted))
        #expect(bench.view().isWithdrawn)
    }

    @Test func `what stands in the field without being a list of entries withdraws nothing`() {
        var bench = RecordBench()
        bench.edit(Self.set(1), .set(.withdrawal, .bool(true)))
        #expect(!bench.view().isWithdrawn && !bench.view().isWithdrawalContested)
    }

    @Test func `a withdrawal that arrives before what it lists hides the record from the start`() throws {
        var bench = RecordBench()
        let value = bench.edit(Self.set(1))
        let withdrawal = bench.edit(.withdraw)
        var late = RecordBench()
        late.merge(try #require(withdrawal))
        #expect(late.view().isWithdrawn)
        late.merge(try #require(value))
        #expect(late.view().isWithdrawn)
    }
}

extension MergeableChange {
    fileprivate func renamed(log: UInt64) -> MergeableChange {
        let name = ChangeName(log: LogID(high: 0, low: log), number: 1, leafPrefix: log)
        return MergeableChange(name: name, record: record, time: time, writes: writes)
    }
}
