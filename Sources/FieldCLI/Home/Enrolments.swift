import SyncCore

/// The servers that this home is enrolled with, and the spaces of each.
struct Enrolments: Codable, Sendable {
    var servers: [Server] = []

    /// One server, as later connections are verified against it.
    struct Server: Codable, Sendable {
        var address: String
        /// The id of its key, 64 hexadecimal digits.
        let keyID: String
        /// PEM of the certificate authority for TLS; `nil` where the system's roots hold.
        var trustAnchor: String?
        var memberships: [Membership]
    }

    /// One space in which this home writes.
    struct Membership: Codable, Hashable, Sendable {
        /// 32 hexadecimal digits.
        let space: String
        let name: String
        let pseudonym: String
        let rights: UInt32

        var id: SpaceID? { SpaceID(space) }
        var mayReview: Bool { Rights(rawValue: rights).contains(.review) }
    }

    var memberships: [Membership] { servers.flatMap(\.memberships) }

    /// Enters a server, or what a further code at a known one gave.
    mutating func add(_ enrolled: EnrolledServer, at address: ServerAddress) {
        let fresh = enrolled.memberships.map { membership in
            Membership(
                space: membership.space.description,
                name: membership.name,
                pseudonym: membership.pseudonym,
                rights: membership.rights.rawValue
            )
        }
        let key = enrolled.publicKey.id.description
        guard let index = servers.firstIndex(where: { $0.keyID == key }) else {
            let server = Server(
                address: address.text,
                keyID: key,
                trustAnchor: enrolled.trustAnchor,
                memberships: fresh
            )
            return servers.append(server)
        }
        servers[index].address = address.text
        servers[index].trustAnchor = enrolled.trustAnchor
        let renewed = Set(fresh.map(\.space))
        servers[index].memberships.removeAll { renewed.contains($0.space) }
        servers[index].memberships += fresh
    }
}
