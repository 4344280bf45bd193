import SyncCore

/// A laptop loses power while it saves: the change is there as a whole, or not at all.
struct PowerGoesWhileSaving: Fault {
    let name = "power goes while saving"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        guard let number = fleet.dice.pick(fleet.numbers), let laptop = fleet.laptops[number] else {
            return false
        }
        let before = try fleet.image(of: laptop)
        try fleet.edit(on: number)
        guard let edited = fleet.laptops[number] else { return false }
        let after = try fleet.image(of: edited)
        let left = after.store.cut(since: before.store, by: fleet.dice)
        fleet.note("\(laptop.name) loses power while saving")
        try fleet.restart(number, on: LaptopImage(store: left, memory: memory(fleet, left, before, after)))
        return true
    }

    /// Opens what is left, to see whether the last change is among it.
    private func memory(
        _ fleet: isolated SimulatedFleet,
        _ left: StoreImage,
        _ before: LaptopImage,
        _ after: LaptopImage
    ) throws -> LaptopMemory {
        guard left != after.store else { return after.memory }
        let machine = fleet.equipment()
        let replica = try fleet.start(machine, schema: SimulationSchema.present, on: left).replica
        for (space, names) in after.memory.saved {
            let added = names.subtracting(before.memory.saved[space] ?? [])
            guard let name = added.first, let record = try fleet.oracle(of: space).record(of: name) else {
                continue
            }
            guard try replica.record(record, in: space) != nil else { return before.memory }
            let isThere = try replica.history(of: record, in: space).contains { $0.change.name == name }
            return isThere ? after.memory : before.memory
        }
        return after.memory
    }
}
