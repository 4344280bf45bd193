/// A laptop is put back to an old copy of its disk.
struct LaptopRestored: Fault {
    let name = "laptop restored"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        let copied = fleet.numbers.filter { fleet.laptops[$0]?.backups.isEmpty == false }
        guard let number = fleet.dice.pick(copied), let backups = fleet.laptops[number]?.backups,
            let image = fleet.dice.pick(backups)
        else { return false }
        fleet.note("laptop \(number) is put back to an old copy")
        try fleet.restart(number, on: image)
        return true
    }
}
