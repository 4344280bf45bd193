import SyncCore
import SyncServer

/// A device in a space.
struct Membership: Hashable, Sendable {
    let pseudonym: String
    let space: SpaceID
}

extension SimulatedFleet {
    func isMember(_ laptop: SimulatedLaptop, of space: SpaceID) -> Bool {
        let membership = Membership(pseudonym: laptop.equipment.pseudonym, space: space)
        return laptop.memory.rights[space] != nil && !former.contains(membership)
    }

    /// Invites a new laptop, and lets it enrol over the network as it is, with the same code until it works.
    func addLaptop() async throws {
        let equipment = equipment()
        let schema = dice.chance(70) ? SimulationSchema.present : SimulationSchema.former
        var laptop = try start(equipment, schema: schema)
        let rights: Rights = dice.chance(70) ? [.write, .review] : .write
        let invited = someSpaces()
        let invitation = try server.program.administration.invite(
            pseudonym: equipment.pseudonym,
            spaces: invited.map(\.name),
            rights: rights
        )
        let link = equipment.link
        link.join(invited.map(\.id))
        let enrolment = Enrolment(
            replica: laptop.replica,
            keys: equipment.keys,
            surroundings: equipment.clock.surroundings(with: dice.fork()),
            connect: { _ in link }
        )
        let enrolled = try await enrol(enrolment, with: invitation.code)
        for membership in enrolled.memberships { laptop.memory.rights[membership.space] = membership.rights }
        laptops[laptop.number] = laptop
        let names = enrolled.memberships.map(\.name).joined(separator: ", ")
        note("\(laptop.name) joins \(names)\(rights.contains(.review) ? ", may review" : "")")
        for space in laptop.spaces { try look(at: laptop.number, in: space) }
    }

    /// All of them, or one.
    private func someSpaces() -> [SpaceOracle] {
        let all = spaces.values.sorted { $0.name < $1.name }
        return dice.chance(50) ? all : Array(all.prefix(1))
    }

    /// A person types the code again after an error; in the end the network and the server's disk are well.
    private func enrol(
        _ enrolment: Enrolment,
        with code: EnrolmentCode
    ) async throws -> EnrolledServer {
        let weather = network.faultPercent
        defer { network.faultPercent = weather }
        for attempt in 1... {
            if attempt == Self.enrolmentAttempts {
                network.faultPercent = 0
                try limitGrowth(of: server.replica, toPages: nil)
            }
            do throws(EnrolmentError) {
                return try await enrolment.enrol(with: code)
            } catch {
                try checkNetwork()
                guard attempt < Self.enrolmentAttempts else {
                    throw Violation(of: "the same code enrols after any error", "\(error)")
                }
            }
        }
        preconditionFailure("the loop ends by itself")
    }

    /// A server takes ten attempts with one code a minute; an attempt is two requests.
    private static let enrolmentAttempts = 4
}
