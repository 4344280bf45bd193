import FieldModel
public import SyncCore

/// A fresh invitation.
///
/// The code is shown once and kept nowhere.
public struct FreshInvitation: Hashable, Sendable {
    public let code: EnrolmentCode
    /// Milliseconds since 1970.
    public let expiresAt: Int64
    public let pseudonym: String
    public let spaces: [String]
}

/// What a grant came to.
public enum Grant: Hashable, Sendable {
    /// The member's devices, this many, have the rights from now on.
    case changed(devices: Int)
    /// The pseudonym has no device in the space yet: the device enrols there with a key of its own.
    case invited(FreshInvitation)
}

extension Administration {
    /// Invites a person's device into spaces.
    ///
    /// - Parameters:
    ///   - pseudonym: under which the device appears.
    ///   - names: of the spaces.
    ///   - rights: the same in each of them.
    ///   - lifetime: milliseconds; `nil` for 48 hours.
    ///   - label: who the pseudonym is, for the administrator's key that stays on the server.
    /// - Returns: the code, to be shown once.
    /// - Throws: ``ServerError``, and nothing is kept.
    public func invite(
        pseudonym: String,
        spaces names: [String],
        rights: Rights,
        lifetime: Int64? = nil,
        label: String? = nil
    ) throws(ServerError) -> FreshInvitation {
        let pseudonym = try Self.checked(pseudonym)
        let spaces = try hosted(names)
        let lifetime = try Self.checked(lifetime: lifetime)
        let secret = (0..<2).flatMap { _ in host.surroundings.random().bigEndianBytes }
            .prefix(EnrolmentCode.partBytes)
        let now = host.surroundings.wallMilliseconds()
        try host.database.insertInvitation(
            SecretHash(of: Array(secret)),
            pseudonym: pseudonym,
            rights: rights,
            spaces: spaces.map(\.id),
            createdAt: now,
            expiresAt: now + lifetime
        )
        if let label { try host.database.keepLabel(Self.checked(label), of: pseudonym) }
        for space in spaces { try note("invite \(pseudonym)", in: space.id) }
        return FreshInvitation(
            code: EnrolmentCode(secret: Array(secret), server: host.key.publicKey),
            expiresAt: now + lifetime,
            pseudonym: pseudonym,
            spaces: spaces.map(\.name)
        )
    }

    /// Gives a pseudonym's devices in a space rights from now on, or invites it there.
    ///
    /// A certificate cannot grow: rights beyond it, like a space where the pseudonym has no device, take a
    /// code, with which the device enrols once more and gets a new certificate.
    ///
    /// - Parameters:
    ///   - pseudonym: of the devices.
    ///   - name: of the space.
    ///   - rights: all that they shall have.
    /// - Returns: what it came to.
    /// - Throws: ``ServerError``
    public func grant(
        _ pseudonym: String,
        space name: String,
        rights: Rights
    ) throws(ServerError) -> Grant {
        let space = try hosted([name])[0]
        let everywhere = try members(named: pseudonym)
        let members = everywhere.filter {
            $0.space == space.id && $0.certificate.rights.isSuperset(of: rights)
        }
        guard !members.isEmpty else {
            return .invited(try invite(pseudonym: everywhere[0].pseudonym, spaces: [name], rights: rights))
        }
        for member in members { try setRights(rights, of: member, in: space, endedAt: nil) }
        try note("grant \(pseudonym) \(rights.names.joined(separator: ","))", in: space.id)
        return .changed(devices: members.count)
    }

    /// Ends a pseudonym's membership in a space, or everywhere.
    ///
    /// Its devices' tokens are dead at once, and what they write from now on is held back, whoever brings it.
    ///
    /// - Returns: the devices whose membership ended, one a space.
    public func revoke(_ pseudonym: String, space name: String? = nil) throws(ServerError) -> [DeviceReport] {
        let only = try name.map { name throws(ServerError) in try hosted([name])[0] }
        let spaces = try host.database.spaces()
        let members = try members(named: pseudonym).filter { only == nil || $0.space == only?.id }
        guard !members.isEmpty else { throw .unknownMember(pseudonym, nearest: []) }
        let now = host.surroundings.wallMilliseconds()
        for member in members where member.isPresent {
            guard let space = spaces.first(where: { $0.id == member.space }) else { continue }
            try setRights([], of: member, in: space, endedAt: now)
            try note("revoke \(pseudonym)", in: space.id)
        }
        return try devices().filter { device in
            members.contains { $0.publicKey.id == device.device && $0.isPresent }
        }
    }

    /// Every device in every space, ascending by space and pseudonym.
    public func devices() throws(ServerError) -> [DeviceReport] {
        let labels = try host.database.labels()
        let members = Dictionary(grouping: try host.database.members(), by: \.space)
        var reports: [DeviceReport] = []
        for space in try host.database.spaces() {
            let counts: [PublicKey: LogCount]
            do throws(StoreError) {
                counts = try host.replica.logCounts(in: space.id)
            } catch {
                throw .store(error)
            }
            reports += members[space.id, default: []].map { member in
                DeviceReport(
                    member,
                    space: space.name,
                    label: labels[member.pseudonym],
                    logs: counts[member.publicKey] ?? LogCount()
                )
            }
        }
        return reports.sorted { ($0.space, $0.pseudonym) < ($1.space, $1.pseudonym) }
    }

    /// Says so in the control log, then here; once more in the control log for a log that began in between.
    func setRights(
        _ rights: Rights,
        of member: Member,
        in space: HostedSpace,
        endedAt: Int64?
    ) throws(ServerError) {
        do throws(StoreError) {
            try host.controlLog.setRights(rights, of: member.certificate, in: space)
        } catch {
            throw .store(error)
        }
        try host.database.setRights(rights, of: member, endedAt: endedAt)
        do throws(StoreError) {
            try host.controlLog.setRights(rights, of: member.certificate, in: space)
        } catch {
            throw .store(error)
        }
    }

    private func members(named pseudonym: String) throws(ServerError) -> [Member] {
        let pseudonym = try Self.checked(pseudonym)
        let members = try host.database.members()
        let named = members.filter { $0.pseudonym == pseudonym }
        guard !named.isEmpty else {
            throw .unknownMember(
                pseudonym,
                nearest: nearestNames(to: pseudonym, among: members.map(\.pseudonym))
            )
        }
        return named
    }

    /// How long a code or a link lives, milliseconds.
    static func checked(lifetime: Int64?) throws(ServerError) -> Int64 {
        let lifetime = lifetime ?? ServerLimits.codeMilliseconds
        guard (60_000...ServerLimits.longestCodeMilliseconds).contains(lifetime) else {
            throw .expiryNotAllowed
        }
        return lifetime
    }

    /// The spaces with these names, each once.
    func hosted(_ names: [String]) throws(ServerError) -> [HostedSpace] {
        guard (1...ServerLimits.enrolmentMembers).contains(names.count) else { throw .spacesMissing }
        let spaces = try host.database.spaces()
        var found: [HostedSpace] = []
        for name in names {
            let name = try Self.checked(name)
            guard let space = spaces.first(where: { $0.name == name }) else {
                throw .unknownSpace(name, nearest: nearestNames(to: name, among: spaces.map(\.name)))
            }
            if !found.contains(space) { found.append(space) }
        }
        return found
    }
}
