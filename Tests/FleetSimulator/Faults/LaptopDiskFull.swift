/// A laptop's disk fills up, or has room again.
struct LaptopDiskFull: Fault {
    let name = "laptop's disk full"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        guard let number = fleet.dice.pick(fleet.numbers), let laptop = fleet.laptops[number] else {
            return false
        }
        let pages = laptop.isDiskFull ? nil : fleet.dice.number(in: 0...6)
        try fleet.limitGrowth(of: laptop.replica, toPages: pages)
        fleet.laptops[number]?.isDiskFull = pages != nil
        fleet.note("\(laptop.name): room for \(pages.map { "\($0) pages" } ?? "everything")")
        return true
    }
}
