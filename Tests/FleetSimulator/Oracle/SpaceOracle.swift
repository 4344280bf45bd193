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

    /// Takes note of what a person did who knew this of the control log.
    mutating func add(_ operation: Operation, as judgement: Judgement) {
        graphs[operation.change.record, default: CausalGraph()].add(operation, as: judgement)
    }

    /// Takes note of what a person did, and of what that ended.
    mutating func add(_ operation: Operation, ending ended: CausalGraph.Ended) {
        graphs[operation.change.record, default: CausalGraph()].add(operation, ending: ended)
    }

    /// What a change ended.
    func ended(by change: MergeableChange) -> CausalGraph.Ended {
        graphs[change.record]?.ended[change.name] ?? [:]
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

    /// The values that people wrote to a field of a record, as far as somebody knows them; not what was ever
    /// to be erased.
    func formerValues(of field: FieldNumber, in record: RecordKey, among known: Set<ChangeName>) -> [Value] {
        let operations = graphs[record]?.operations ?? [:]
        let writes = changes(of: record, among: known).sorted().compactMap { operations[$0] }
            .flatMap(\.change.writes)
        return writes.filter { $0.field == field }.flatMap(\.contents).compactMap { content in
            guard case .value(let bytes) = content, !Secret.stands(in: bytes) else { return nil }
            return try? Value(canonicalBytes: bytes)
        }
    }

    /// What a record must look like to somebody who knows this and no more.
    func expectation(of record: RecordKey, seeing known: Knowledge) -> RecordExpectation? {
        guard let graph = graphs[record] else { return nil }
        let judgement = known.controls.judgement
        let seen = changes(of: record, among: known.changes)
        guard !seen.isEmpty else { return nil }
        let fields = Set(seen.compactMap { graph.operations[$0] }.flatMap(\.change.writes).map(\.field))
        var live: [FieldNumber: Set<EntryName>] = [:]
        var withdrawals: [MergeableEntry] = []
        for field in fields {
            let entries = graph.live(field, seeing: seen, as: judgement)
            if field == .withdrawal {
                withdrawals = Array(entries.values)
            } else if !entries.isEmpty {
                live[field] = Set(entries.keys)
            }
        }
        return RecordExpectation(live: live, withdrawals: withdrawals)
    }

    /// Every entry that holds a secret, by the secret.
    var secrets: [[UInt8]: Set<EntryName>] {
        var secrets: [[UInt8]: Set<EntryName>] = [:]
        for change in graphs.values.flatMap(\.operations.values).map(\.change) {
            for write in change.writes {
                for (position, content) in zip(write.firstPosition..., write.contents) {
                    guard case .value(let bytes) = content, Secret.stands(in: bytes) else { continue }
                    secrets[bytes, default: []].insert(EntryName(change: change.name, position: position))
                }
            }
        }
        return secrets
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
