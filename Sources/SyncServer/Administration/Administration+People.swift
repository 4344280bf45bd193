import FieldModel
import SyncCore

/// A person with a link that is shown once.
public struct FreshPerson: Hashable, Sendable {
    public let pseudonym: String
    /// The part of the address behind the server's: `/welcome/…`.
    public let path: String
    /// Milliseconds since 1970.
    public let expiresAt: Int64
    public let spaces: [String]
    /// Whether the pseudonym had no account before.
    public let isNew: Bool
}

/// One person who works in the browser, for a listing.
public struct PersonReport: Hashable, Sendable, Encodable {
    public let pseudonym: String
    /// Who that is, if the administrator keeps it here.
    public let label: String?
    /// Rights by the space's name; none for an analyst.
    public let spaces: [String: [String]]
    /// Whether a password has been chosen.
    public let hasPassword: Bool
    /// Whether the person signs in through the city's own sign-in.
    public let hasIdentity: Bool
    /// Milliseconds since 1970, as the other.
    public let createdAt: Int64
    public let disabledAt: Int64?

    private enum CodingKeys: String, CodingKey {
        case pseudonym, label, spaces
        case hasPassword = "has_password"
        case hasIdentity = "has_identity"
        case createdAt = "created_at"
        case disabledAt = "disabled_at"
    }
}

extension Administration {
    /// Adds a person who works in the browser, or gives one that is there these spaces and a new link.
    ///
    /// In each space the person is a member like a device, with a key that the server keeps; an analyst has
    /// none, and reads only. The former link of the person is void.
    ///
    /// - Parameters:
    ///   - pseudonym: under which the person signs in and appears.
    ///   - names: of the spaces.
    ///   - role: the same in each of them.
    ///   - lifetime: of the link, milliseconds; `nil` for 48 hours.
    ///   - label: who the pseudonym is, for the administrator's key that stays on the server.
    /// - Returns: the link, to be shown once.
    /// - Throws: ``ServerError``
    public func addPerson(
        _ pseudonym: String,
        spaces names: [String],
        role: Role,
        lifetime: Int64? = nil,
        label: String? = nil
    ) throws(ServerError) -> FreshPerson {
        let pseudonym = try Self.checked(pseudonym)
        let spaces = try hosted(names)
        let lifetime = try Self.checked(lifetime: lifetime)
        let now = host.surroundings.wallMilliseconds()
        var generator = host.surroundings.generator
        let id = AccountID.random(using: &generator)
        let (account, isNew) = try host.database.openAccount(id, pseudonym: pseudonym, at: now)
        for space in spaces { try give(space, to: account, as: role) }
        if let label { try host.database.keepLabel(Self.checked(label), of: pseudonym) }
        let link = Secret(from: host.surroundings)
        try host.database.keepLink(link.hash, to: account, expiresAt: now + lifetime)
        for space in spaces { try note("person add \(pseudonym) \(role)", in: space.id) }
        return FreshPerson(
            pseudonym: pseudonym,
            path: "/welcome/" + link.text,
            expiresAt: now + lifetime,
            spaces: spaces.map(\.name),
            isNew: isNew
        )
    }

    /// Every person, ascending by pseudonym.
    public func people() throws(ServerError) -> [PersonReport] {
        let labels = try host.database.labels()
        let identified = try host.database.identifiedAccounts()
        var reports: [PersonReport] = []
        for account in try host.database.accounts() {
            var spaces: [String: [String]] = [:]
            for held in try host.database.spaces(of: account) {
                let member = try held.publicKey.flatMap { key throws(ServerError) in
                    try host.database.member(key, in: held.space.id)
                }
                spaces[held.space.name] = member?.rights.names ?? []
            }
            reports.append(
                PersonReport(
                    pseudonym: account.pseudonym,
                    label: labels[account.pseudonym],
                    spaces: spaces,
                    hasPassword: account.password != nil,
                    hasIdentity: identified.contains(account.key),
                    createdAt: account.createdAt,
                    disabledAt: account.disabledAt
                )
            )
        }
        return reports
    }

    /// Ends a person's account: the sessions and the link are dead at once, and so are the memberships of the
    /// keys that the server keeps for them.
    ///
    /// What the person wrote stays, and so do devices of the same pseudonym.
    ///
    /// - Throws: ``ServerError/unknownPerson(_:nearest:)``
    public func disablePerson(_ pseudonym: String) throws(ServerError) {
        let account = try account(named: pseudonym)
        let now = host.surroundings.wallMilliseconds()
        try host.database.disable(account, at: now)
        try note("person disable \(pseudonym)")
        for held in try host.database.spaces(of: account) {
            guard let publicKey = held.publicKey,
                let member = try host.database.member(publicKey, in: held.space.id), member.isPresent
            else { continue }
            try setRights([], of: member, in: held.space, endedAt: now)
        }
    }

    /// - Throws: ``ServerError/unknownPerson(_:nearest:)``
    func account(named pseudonym: String) throws(ServerError) -> Account {
        let pseudonym = try Self.checked(pseudonym)
        guard let account = try host.database.account(named: pseudonym) else {
            let names = try host.database.accounts().map(\.pseudonym)
            throw .unknownPerson(pseudonym, nearest: nearestNames(to: pseudonym, among: names))
        }
        return account
    }

    private func give(_ space: HostedSpace, to account: Account, as role: Role) throws(ServerError) {
        let key = host.key.kept(for: account.id, in: space.id).publicKey
        let member = try host.database.member(key, in: space.id)
        guard let rights = role.rights else {
            if let member, member.isPresent {
                let now = host.surroundings.wallMilliseconds()
                try setRights([], of: member, in: space, endedAt: now)
            }
            return try host.database.give(space, to: account, publicKey: nil)
        }
        if let member, member.certificate.rights.isSuperset(of: rights) {
            if member.rights != rights { try setRights(rights, of: member, in: space, endedAt: nil) }
        } else {
            try certify(key, as: account.pseudonym, rights: rights, in: space)
        }
        try host.database.give(space, to: account, publicKey: key)
    }

    /// First the control log, so that every replica knows whom it meets; then here.
    private func certify(
        _ key: PublicKey,
        as pseudonym: String,
        rights: Rights,
        in space: HostedSpace
    ) throws(ServerError) {
        let certificate: Certificate
        do throws(StoreError) {
            certificate = try host.controlLog.admit(key, as: pseudonym, rights: rights, in: space)
        } catch {
            throw .store(error)
        }
        try host.database.enter(Member(newWith: certificate, at: host.surroundings.wallMilliseconds()))
    }
}
