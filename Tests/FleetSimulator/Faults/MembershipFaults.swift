import SyncCore
import SyncServer

/// A member keeps the right to write, and loses the right to review.
struct MemberDemoted: Fault {
    let name = "member demoted"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        try fleet.changeRights(to: .write) { $0 == [.write, .review] }
    }
}

/// A member's rights are those of its certificate again, also after its membership had ended.
struct MemberGrantedAgain: Fault {
    let name = "member granted again"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        try fleet.changeRights(to: nil) { _ in true }
    }
}

/// A membership ends: what the device writes from then on is held back.
struct MemberRevoked: Fault {
    let name = "member revoked"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        // Somebody must stay.
        guard fleet.former.count < fleet.spaces.count else { return false }
        return try fleet.changeRights(to: []) { _ in true }
    }
}

extension SimulatedFleet {
    /// Gives some laptop other rights in one of its spaces; `nil` for all of its certificate.
    fileprivate func changeRights(to rights: Rights?, where isMeant: (Rights) -> Bool) throws -> Bool {
        guard let number = dice.pick(numbers), let laptop = laptops[number],
            let space = dice.pick(laptop.spaces), let own = laptop.memory.rights[space], isMeant(own)
        else { return false }
        let membership = Membership(pseudonym: laptop.equipment.pseudonym, space: space)
        let name = try oracle(of: space).name
        let rights = rights ?? own
        note("\(laptop.name) has in \(name) from now on rights \(rights.rawValue)")
        do {
            try setRights(rights, of: membership, in: name)
        } catch ServerError.store(.diskFull) {
            // The administrator makes room, and says it once more.
            try limitGrowth(of: server.replica, toPages: nil)
            try setRights(rights, of: membership, in: name)
        }
        if rights.isEmpty { former.insert(membership) } else { former.remove(membership) }
        return true
    }

    private func setRights(_ rights: Rights, of membership: Membership, in name: String) throws {
        let administration = server.program.administration
        if rights.isEmpty {
            _ = try administration.revoke(membership.pseudonym, space: name)
        } else {
            _ = try administration.grant(membership.pseudonym, space: name, rights: rights)
        }
    }
}
