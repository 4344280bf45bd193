/// A laptop gets a newer program, or an older one: with another schema.
struct ProgramReplaced: Fault {
    let name = "program replaced"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        guard let number = fleet.dice.pick(fleet.numbers), let laptop = fleet.laptops[number] else {
            return false
        }
        let isPresent = laptop.schema == SimulationSchema.present
        let schema = isPresent ? SimulationSchema.former : SimulationSchema.present
        fleet.note("\(laptop.name) gets \(isPresent ? "last year's" : "this year's") program")
        try fleet.restart(number, on: fleet.image(of: laptop).store, schema: schema)
        return true
    }
}
