import SyncCore
import TestSupport

extension SimulatedFleet {
    /// Takes note of changes that a laptop has renumbered into a new log, since it could not prove that it
    /// goes on where it left off.
    func noteRenumbered(on number: Int, in space: SpaceID, sealed: Set<ChangeName>) throws {
        guard let laptop = laptops[number] else { return }
        let saved = laptop.memory.saved[space] ?? []
        let unsealed = try laptop.replica.unsealedChanges(of: space)
        spaces[space]?.adopt(unsealed)
        let present = sealed.union(unsealed.map(\.name))
        let oracle = try oracle(of: space)
        var names: [ChangeName: ChangeName] = [:]
        for former in saved.subtracting(present).sorted() {
            guard let change = oracle.operation(former)?.change,
                let name = oracle.names(of: SpaceOracle.Identity(change)).first(where: present.contains)
            else {
                throw Violation(of: NothingLost.sentence, "\(laptop.name) lacks its unsealed \(former)")
            }
            names[former] = name
            note("\(laptop.name) has \(former.short) as \(name.short)")
            count("changes renumbered")
        }
        guard !names.isEmpty else { return }
        laptops[number]?.memory.rename(names, in: space)
    }
}

extension ChangeName {
    /// As a trace has it.
    var short: String { "\(log.description.prefix(4)):\(number)" }
}

extension LaptopMemory {
    fileprivate mutating func rename(_ names: [ChangeName: ChangeName], in space: SpaceID) {
        saved[space] = Set((saved[space] ?? []).map { names[$0] ?? $0 })
        held[space] = Set((held[space] ?? []).map { names[$0] ?? $0 })
    }
}
