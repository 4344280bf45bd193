import SyncCore

/// A laptop asks for a space that it is not a member of, with the token of another one.
struct StrangerAsks: Fault {
    let name = "stranger asks"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        for number in fleet.dice.shuffled(fleet.numbers) {
            guard let laptop = fleet.laptops[number],
                let foreign = fleet.spaces.keys.sorted().first(where: { !laptop.spaces.contains($0) }),
                let own = laptop.spaces.first, let token = laptop.equipment.tokens.token(for: own)
            else { continue }
            for path in ["segments?after=0", "heads?vector=1", "records"] {
                let request = HTTPRequest(
                    .get,
                    "/v1/spaces/\(foreign)/\(path)",
                    fields: [HTTPField("Authorization", "Bearer \(token)")]
                )
                let passage = try await fleet.network.deliver(request)
                guard passage.head?.status != 200 else {
                    throw Violation(of: CanaryStaysInside.sentence, "a stranger got \(path)")
                }
                try CanaryStaysInside.check(passage.body, from: [foreign])
            }
            return true
        }
        return false
    }
}
