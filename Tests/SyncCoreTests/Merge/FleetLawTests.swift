import SyncCore
import TestSupport
import Testing

/// Laptops that edit and exchange at random, against the oracle that keeps the whole causal graph.
struct FleetLawTests {
    @Test(arguments: 0..<6)
    func `what a fleet shows is what the causal graph says, in every order of arrival`(part: Int) {
        for seed in UInt64(part * 2_000)..<UInt64((part + 1) * 2_000) {
            var fleet = Fleet(seed: seed)
            for _ in 0..<20 {
                if let (laptop, change) = fleet.step() {
                    checkOwnWrites(change, on: fleet.laptops[laptop], seed)
                }
            }
            for laptop in fleet.laptops { check(laptop.state, seeing: laptop.seen, fleet.graph, seed) }
            checkOrders(of: fleet, seed)
        }
    }

    @Test func `a resolution is marked as one, and nothing else is`() {
        for seed in UInt64(50_000)..<51_500 {
            var fleet = Fleet(seed: seed)
            for _ in 0..<20 { _ = fleet.step() }
            for operation in fleet.operations {
                for write in operation.change.writes {
                    let isSetting = operation.edits.contains { edit in
                        switch edit {
                        case .set(let field, _), .clear(let field): field == write.field
                        default: false
                        }
                    }
                    let before = fleet.graph.values(write.field, seeing: operation.seen)
                    let expected = isSetting && before.count > 1
                    if write.isResolution != expected { Issue.record("seed \(seed): \(write)") }
                }
            }
        }
    }

    /// What a person has just written stands there, unless a right was lacking.
    private func checkOwnWrites(_ change: MergeableChange, on laptop: Fleet.Laptop, _ seed: UInt64) {
        for write in change.writes where laptop.writer.mayWrite(write.field, of: change.record.kind) {
            let own = laptop.state.entries(of: write.field).filter { $0.name.change == change.name }
            if own.map(\.content) != Array(write.contents) {
                Issue.record("seed \(seed): \(write) is not live")
            }
        }
    }

    private func check(
        _ state: RecordState,
        seeing seen: Set<ChangeName>,
        _ graph: CausalGraph,
        _ seed: UInt64
    ) {
        for field in Fleet.fields {
            let expected = graph.live(field, seeing: seen)
            let found = state.entries(of: field)
            let matches =
                found.count == expected.count
                && found.allSatisfy { entry in
                    expected[entry.name]?.content == entry.content
                        && expected[entry.name]?.isResolution == entry.isResolution
                }
            if !matches { Issue.record("seed \(seed), field \(field.rawValue): \(found), not \(expected)") }
        }
        if state.changes.count != seen.count { Issue.record("seed \(seed): a change is not remembered") }
        checkWithdrawal(of: state, seeing: seen, graph, seed)
    }

    private func checkWithdrawal(
        of state: RecordState,
        seeing seen: Set<ChangeName>,
        _ graph: CausalGraph,
        _ seed: UInt64
    ) {
        let withdrawals = graph.live(.withdrawal, seeing: seen).keys.compactMap {
            graph.operations[$0.change]
        }
        let others = Fleet.fields.filter { $0 != .withdrawal }.flatMap { graph.live($0, seeing: seen).keys }
        let unseen = others.filter { entry in !withdrawals.contains { $0.seen.contains(entry.change) } }
        let view = state.view(of: Fleet.record, schema: nil)
        if view.isWithdrawn != (!withdrawals.isEmpty && unseen.isEmpty)
            || view.isWithdrawalContested != (!withdrawals.isEmpty && !unseen.isEmpty)
        {
            Issue.record("seed \(seed): withdrawals \(withdrawals.map(\.change.name)), unseen \(unseen)")
        }
    }

    private func checkOrders(of fleet: Fleet, _ seed: UInt64) {
        var generator = SeededGenerator(seed: seed ^ 0xFFFF)
        let all = fleet.operations.sorted { $0.change.name < $1.change.name }
        var reference: [UInt8]?
        for _ in 0..<3 {
            var state = RecordState()
            for operation in all.shuffled(using: &generator) {
                state.merge(operation.change, by: operation.writer)
                if generator.chance(10), let repeated = all.randomElement(using: &generator) {
                    let isKnown = state.holds(repeated.change.name)
                    if isKnown, state.merge(repeated.change, by: repeated.writer) {
                        Issue.record("seed \(seed): merging again changed something")
                    }
                }
            }
            let bytes = state.storedBytes
            if let reference, reference != bytes { Issue.record("seed \(seed): two orders, two states") }
            if reference == nil { check(state, seeing: Set(all.map(\.change.name)), fleet.graph, seed) }
            reference = bytes
        }
    }
}
