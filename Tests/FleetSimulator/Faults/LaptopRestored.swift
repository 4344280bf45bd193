/// A laptop is put back to an old copy of its disk: of all of it, of the store alone beside the newer
/// witness, or of the store without one.
struct LaptopRestored: Fault {
    let name = "laptop restored"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        let copied = fleet.numbers.filter { fleet.laptops[$0]?.backups.isEmpty == false }
        guard let number = fleet.dice.pick(copied), let backups = fleet.laptops[number]?.backups,
            var image = fleet.dice.pick(backups), let laptop = fleet.laptops[number]
        else { return false }
        if fleet.dice.chance(50) {
            let newer = fleet.dice.chance(50) ? try fleet.image(of: laptop).store : nil
            image.store = image.store.beside(witnessOf: newer)
        }
        fleet.note("laptop \(number) is put back to an old copy")
        try fleet.restart(number, on: image)
        return true
    }
}
