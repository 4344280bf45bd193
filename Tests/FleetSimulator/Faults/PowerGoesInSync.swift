/// A laptop loses power between two requests of its next sync.
struct PowerGoesInSync: Fault {
    let name = "power goes in a sync"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        guard let number = fleet.dice.pick(fleet.numbers) else { return false }
        fleet.laptops[number]?.crashAfter = fleet.dice.number(in: 0...6)
        return true
    }
}
