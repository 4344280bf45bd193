import SyncCore

/// A push that the server has acknowledged comes once more, under another session.
struct PushReplayed: Fault {
    let name = "push replayed"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        guard var push = fleet.network.formerPush(), case .bytes(let bytes)? = push.body,
            // It may have been damaged on its way, and was stored in part.
            let segments = try? segments(in: bytes), let space = segments.first?.header.space
        else { return false }
        let acknowledged = fleet.server.acknowledged[space] ?? []
        guard segments.allSatisfy({ acknowledged.contains($0.id) }),
            let token = fleet.dice.pick(fleet.numbers).flatMap({ fleet.laptops[$0] })?.equipment.tokens
                .token(for: space)
        else { return false }
        push.fields.removeAll { $0.name == "Authorization" }
        push.fields.append(HTTPField("Authorization", "Bearer \(token)"))
        let before = try EqualStates.Face(of: fleet.server.replica, in: space)
        let stream = try fleet.server.replica.stream(of: space)
        _ = try await fleet.network.deliver(push)
        let after = try EqualStates.Face(of: fleet.server.replica, in: space)
        try ReplayChangesNothing.check(after, is: before, at: "the server")
        guard try fleet.server.replica.stream(of: space) == stream else {
            throw Violation(of: ReplayChangesNothing.sentence, "the server numbered a segment again")
        }
        return true
    }

    private func segments(in body: [UInt8]) throws -> [Segment] {
        var reader = DelimitedReader(limit: Limits.encodedSegmentBytes)
        reader.append(body)
        var segments: [Segment] = []
        while let message = try reader.next() { segments.append(try Segment(decoding: message)) }
        return segments
    }
}
