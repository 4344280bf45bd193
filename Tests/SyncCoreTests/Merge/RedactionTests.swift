import SyncCore
import TestSupport
import Testing

/// What becomes of entries whose value is gone or has not come.
struct RedactionTests {
    private static let field = FieldNumber(rawValue: 16)

    private static func bench(_ numbers: Int64...) -> (bench: RecordBench, changes: [MergeableChange]) {
        var bench = RecordBench()
        let changes = numbers.compactMap {
            bench.edit(.set(field, .integer($0)), seeing: RecordState())
        }
        return (bench, changes)
    }

    @Test(arguments: [EntryContent.redacted, .missing])
    func `an entry without a value ranks below every value and makes no conflict`(absent: EntryContent) throws
    {
        let sample = Self.bench(10, 20)
        var bench = RecordBench()
        bench.merge(sample.changes[0])
        bench.merge(sample.changes[1].lackingValues(absent))
        for policy in [MergePolicy.latest, .decide, .highest(.number)] {
            let field = try #require(bench.view(policy)[Self.field])
            #expect(field.shown == .integer(10) && field.status == .single)
            #expect(field.live.map(\.content) == [.value([2, 20]), absent])
        }
        #expect(bench.view(.union)[Self.field]?.elements == [.integer(10)])
    }

    @Test func `a field whose only entry was redacted shows nothing, and is still there`() {
        var sample = Self.bench(10)
        sample.bench.merge(sample.changes[0].lackingValues(.redacted))
        #expect(sample.bench.view()[Self.field]?.shown == nil)
        #expect(sample.bench.view()[Self.field]?.live.count == 1)
    }

    @Test func `holes are filled and redactions stay, in whichever order they come`() throws {
        let change = try #require(Self.bench(10).changes.first)
        let forms = [change, change.lackingValues(.missing), change.lackingValues(.redacted)]
        for seed in UInt64(0)..<60 {
            var generator = SeededGenerator(seed: seed)
            let order = forms.shuffled(using: &generator).prefix(.random(in: 1...3, using: &generator))
            var bench = RecordBench()
            for form in order { bench.merge(form) }
            let contents = order.flatMap { $0.writes[0].contents }
            let expected: EntryContent =
                contents.contains(.redacted)
                ? .redacted
                : contents.contains(.missing) && contents.count == 1
                    ? .missing : forms[0].writes[0].contents[0]
            #expect(bench.state.entries.map(\.content) == [expected], "seed \(seed)")
        }
    }

    @Test func `merging says whether anything is another than before`() throws {
        let change = try #require(Self.bench(10).changes.first)
        let forms = [EntryContent.missing, .value([2, 20]), .redacted].map(change.lackingValues)
        var state = RecordState()
        let answers = (forms + forms).map { state.merge($0, by: .member(.write)) }
        #expect(answers == [true, true, true, false, false, false])
    }

    @Test func `what is live and what a redacted change supersedes does not change`() {
        var bench = RecordBench()
        bench.edit(.set(Self.field, .integer(1)))
        let second = bench.edit(.set(Self.field, .integer(2)))
        var other = RecordBench()
        other.edit(.set(Self.field, .integer(1)))
        if let second { other.merge(second.lackingValues(.redacted)) }
        let names = bench.state.entries(of: Self.field).map(\.name)
        #expect(other.state.entries(of: Self.field).map(\.name) == names)
    }

    @Test func `the digest tells a value, a redaction and a hole apart`() throws {
        let change = try #require(Self.bench(10).changes.first)
        let digests = [EntryContent.missing, .redacted, .value([2, 20]), .value([2, 22])].map { content in
            var state = RecordState()
            state.merge(change.lackingValues(content), by: .member(.write))
            return state.digest(of: RecordBench.key)
        }
        #expect(Set(digests).count == 4)
    }

    @Test func `the digest depends on the record's id and kind`() {
        let state = Self.bench(10).bench.state
        let keys = [
            RecordBench.key,
            RecordKey(kind: RecordBench.key.kind, id: RecordID(high: 5, low: 7)),
            RecordKey(kind: KindNumber(rawValue: 21), id: RecordBench.key.id),
        ]
        #expect(Set(keys.map(state.digest)).count == 3)
    }
}
