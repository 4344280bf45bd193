/// A laptop is gone for good, with whatever only it held.
struct LaptopLost: Fault {
    let name = "laptop lost"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        guard fleet.laptops.count > 2, let number = fleet.dice.pick(fleet.numbers) else { return false }
        fleet.laptops[number] = nil
        fleet.note("laptop \(number) is gone")
        return true
    }
}
