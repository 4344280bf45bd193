/// A further laptop joins.
struct MemberAdded: Fault {
    let name = "member added"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        guard fleet.laptops.count < SimulatedFleet.mostLaptops else { return false }
        try await fleet.addLaptop()
        return true
    }
}
