import SyncCore
import TestSupport
import Testing

/// Change sets that no honest program would write: the state is a function of the set all the same.
struct TangleLawTests {
    @Test(arguments: 0..<4)
    func `any set of changes gives one state, in every order, with repetitions and restarts`(part: Int) throws
    {
        for seed in UInt64(part * 2_500)..<UInt64((part + 1) * 2_500) {
            let tangle = ChangeTangle(seed: 1_000_000 + seed)
            var generator = SeededGenerator(seed: seed)
            let oracle = ReferenceOracle(of: tangle.elements)
            var reference: RecordState?
            for order in Self.orders(of: tangle.elements, using: &generator) {
                let state = try merge(order, using: &generator)
                if reference == nil { check(state, oracle, seed) }
                if let reference, reference.storedBytes != state.storedBytes || reference != state {
                    Issue.record("seed \(seed): two orders, two states")
                }
                reference = state
            }
        }
    }

    @Test func `two states have the same digest exactly if the same entries are live`() {
        var entriesOfDigest: [StateDigest: Set<FieldEntry>] = [:]
        var digestOfEntries: [Set<FieldEntry>: StateDigest] = [:]
        for seed in UInt64(0)..<1_500 {
            let tangle = ChangeTangle(seed: 2_000_000 + seed)
            var state = RecordState()
            for element in tangle.elements {
                state.merge(element.change, by: element.writer)
                let digest = state.digest(of: Fleet.record)
                let live = Set(
                    state.entries.map { FieldEntry(field: $0.field, name: $0.name, content: $0.content) }
                )
                if let known = entriesOfDigest.updateValue(live, forKey: digest), known != live {
                    Issue.record("seed \(seed): two sets of live entries, one digest")
                }
                if let known = digestOfEntries.updateValue(digest, forKey: live), known != digest {
                    Issue.record("seed \(seed): one set of live entries, two digests")
                }
            }
        }
        #expect(entriesOfDigest.count > 1_000)
    }

    private struct FieldEntry: Hashable {
        let field: FieldNumber
        let name: EntryName
        let content: EntryContent
    }

    /// All orders of up to four changes; of more, a few.
    private static func orders(
        of elements: [ChangeTangle.Element],
        using generator: inout SeededGenerator
    ) -> [[ChangeTangle.Element]] {
        guard elements.count <= 4 else { return (0..<3).map { _ in elements.shuffled(using: &generator) } }
        return elements.reduce([[]]) { orders, element in
            orders.flatMap { order in
                (0...order.count).map { Array(order[..<$0]) + [element] + Array(order[$0...]) }
            }
        }
    }

    private func merge(
        _ order: [ChangeTangle.Element],
        using generator: inout SeededGenerator
    ) throws -> RecordState {
        var state = RecordState()
        for (index, element) in order.enumerated() {
            let isNew = state.merge(element.change, by: element.writer)
            let again = order[Int.random(in: 0...index, using: &generator)]
            let changesAgain = state.merge(again.change, by: again.writer)
            if !isNew || changesAgain { Issue.record("\(element.change.name) was not merged exactly once") }
            if generator.chance(20) {
                let reread = try RecordState(storedBytes: state.storedBytes)
                #expect(reread == state)
                state = reread
            }
        }
        return state
    }

    private func check(_ state: RecordState, _ oracle: ReferenceOracle, _ seed: UInt64) {
        let live = Dictionary(grouping: state.entries, by: \.field).mapValues { Set($0.map(\.name)) }
        if live != oracle.live { Issue.record("seed \(seed): live \(live), not \(oracle.live)") }
        if Set(state.awaited) != oracle.awaited { Issue.record("seed \(seed): awaited \(state.awaited)") }
        if state.awaited != state.awaited.sorted() { Issue.record("seed \(seed): awaited out of order") }
        for field in live.keys {
            let names = state.entries(of: field).map(\.name)
            if names != names.sorted() { Issue.record("seed \(seed): entries out of order") }
        }
        let fields = state.entries.map(\.field)
        if fields != fields.sorted() { Issue.record("seed \(seed): fields out of order") }
    }
}
