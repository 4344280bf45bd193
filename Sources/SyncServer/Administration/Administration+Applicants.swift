public import SyncCore

/// A device that waits to be confirmed, since the server has lost its list of members.
public struct ApplicantReport: Hashable, Sendable, Encodable {
    public let space: String
    public let pseudonym: String
    /// The fingerprint of its key.
    public let device: KeyID
    /// Milliseconds since 1970.
    public let askedAt: Int64

    private enum CodingKeys: String, CodingKey {
        case space, pseudonym, device
        case askedAt = "asked_at"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(space, forKey: .space)
        try container.encode(pseudonym, forKey: .pseudonym)
        try container.encode(device.description, forKey: .device)
        try container.encode(askedAt, forKey: .askedAt)
    }
}

extension Administration {
    /// Ascending by when they asked.
    public func applicants() throws(ServerError) -> [ApplicantReport] {
        let names = Dictionary(uniqueKeysWithValues: try host.database.spaces().map { ($0.id, $0.name) })
        return try host.database.applicants().map { ApplicantReport($0, names: names) }
    }

    /// Confirms devices of a pseudonym, or all that wait; from now on they are members again, with the rights
    /// of their certificates.
    ///
    /// - Parameter pseudonym: `nil` for all.
    /// - Returns: the devices that are members now.
    /// - Throws: ``ServerError/unknownMember(_:nearest:)`` if none of that name waits.
    public func confirm(_ pseudonym: String? = nil) throws(ServerError) -> [ApplicantReport] {
        let spaces = try host.database.spaces()
        let names = Dictionary(uniqueKeysWithValues: spaces.map { ($0.id, $0.name) })
        let waiting = try host.database.applicants()
        let chosen = waiting.filter { pseudonym == nil || $0.certificate.pseudonym == pseudonym }
        if chosen.isEmpty, let pseudonym { throw .unknownMember(pseudonym, nearest: []) }
        let now = host.surroundings.wallMilliseconds()
        for applicant in chosen {
            guard let space = spaces.first(where: { $0.id == applicant.certificate.space }) else { continue }
            do throws(StoreError) {
                try host.controlLog.publish([applicant.certificate], in: space)
            } catch {
                throw .store(error)
            }
            try host.database.admit(applicant, at: now)
        }
        return chosen.map { ApplicantReport($0, names: names) }
    }
}

extension ApplicantReport {
    fileprivate init(_ applicant: Applicant, names: [SpaceID: String]) {
        self.init(
            space: names[applicant.certificate.space] ?? applicant.certificate.space.description,
            pseudonym: applicant.certificate.pseudonym,
            device: applicant.certificate.publicKey.id,
            askedAt: applicant.askedAt
        )
    }
}
