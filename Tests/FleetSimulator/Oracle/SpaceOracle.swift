import SyncCore
import TestSupport

/// What is known of one space from outside: what people did and had seen, and which segments carry it.
struct SpaceOracle: Sendable {
    let id: SpaceID
    let name: String
    var library = SegmentLibrary()

    private var graphs: [RecordKey: CausalGraph] = [:]

    init(id: SpaceID, name: String) {
        self.id = id
        self.name = name
    }

    /// A word that stands in the space's texts, and in no other's.
    var canary: String { "canary-\(name)" }

    /// Every record that anybody ever wrote to, ascending.
    var records: [RecordKey] { graphs.keys.sorted() }

    /// Takes note of what a person did.
    mutating func add(_ operation: Operation) {
        graphs[operation.change.record, default: CausalGraph()].add(operation)
    }

    /// The changes of a record among those that somebody knows.
    func changes(of record: RecordKey, among known: Set<ChangeName>) -> Set<ChangeName> {
        guard let graph = graphs[record] else { return [] }
        return Set(graph.operations.keys.filter { known.contains($0) })
    }

    /// What a person did under a name.
    func operation(_ name: ChangeName) -> Operation? {
        graphs.values.lazy.compactMap { $0.operations[name] }.first
    }

    /// What people did to a record, by name.
    func operations(on record: RecordKey) -> [ChangeName: Operation] {
        graphs[record]?.operations ?? [:]
    }

    /// The record that a change was made to.
    func record(of change: ChangeName) -> RecordKey? {
        graphs.first { $0.value.operations[change] != nil }?.key
    }

    /// The values that people wrote to a field of a record, as far as somebody knows them.
    func formerValues(of field: FieldNumber, in record: RecordKey, among known: Set<ChangeName>) -> [Value] {
        let operations = graphs[record]?.operations ?? [:]
        let writes = changes(of: record, among: known).sorted().compactMap { operations[$0] }
            .flatMap(\.change.writes)
        return writes.filter { $0.field == field }.flatMap(\.contents).compactMap { content in
            guard case .value(let bytes) = content else { return nil }
            return try? Value(canonicalBytes: bytes)
        }
    }

    /// What a record must look like to somebody who knows these changes and no others.
    func expectation(of record: RecordKey, seeing known: Set<ChangeName>) -> RecordExpectation? {
        guard let graph = graphs[record] else { return nil }
        let seen = changes(of: record, among: known)
        guard !seen.isEmpty else { return nil }
        let fields = Set(seen.compactMap { graph.operations[$0] }.flatMap(\.change.writes).map(\.field))
        var live: [FieldNumber: Set<EntryName>] = [:]
        var withdrawals: [MergeableEntry] = []
        for field in fields {
            let entries = graph.live(field, seeing: seen)
            if field == .withdrawal {
                withdrawals = Array(entries.values)
            } else if !entries.isEmpty {
                live[field] = Set(entries.keys)
            }
        }
        return RecordExpectation(live: live, withdrawals: withdrawals)
    }
}

/// The causal maxima of a record, by definition.
struct RecordExpectation: Hashable, Sendable {
    /// Per field that has any, the names of its live entries.
    let live: [FieldNumber: Set<EntryName>]
    let isWithdrawn: Bool
    let isWithdrawalContested: Bool
}

extension RecordExpectation {
    /// What the live withdrawals amount to, by the lists of entries in them.
    init(live: [FieldNumber: Set<EntryName>], withdrawals: [MergeableEntry]) {
        self.live = live
        let listed = withdrawals.reduce(into: Set<EntryName>()) { listed, entry in
            guard case .value(let bytes) = entry.content,
                case .entries(let names)? = try? Value(canonicalBytes: bytes)
            else { return }
            listed.formUnion(names)
        }
        let rest = Set(live.values.joined()).subtracting(listed)
        isWithdrawn = !withdrawals.isEmpty && rest.isEmpty
        isWithdrawalContested = !withdrawals.isEmpty && !rest.isEmpty
    }
}
