/// A laptop's disk is copied into a second machine, and both go on.
struct LaptopCloned: Fault {
    let name = "laptop cloned"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        guard fleet.laptops.count < SimulatedFleet.mostLaptops, let number = fleet.dice.pick(fleet.numbers),
            let original = fleet.laptops[number]
        else { return false }
        let image = try fleet.image(of: original)
        let equipment = fleet.equipment(withKeysOf: original)
        var clone = try fleet.start(equipment, schema: original.schema, on: image.store)
        clone.memory = image.memory
        equipment.link.join(clone.spaces)
        fleet.laptops[clone.number] = clone
        fleet.note("\(clone.name) is a clone of \(original.name)")
        return true
    }
}
