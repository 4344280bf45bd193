public import SyncCore

/// One device in one space, for a listing.
public struct DeviceReport: Hashable, Sendable, Encodable {
    public let space: String
    public let pseudonym: String
    /// Who that is, if the administrator keeps it here.
    public let label: String?
    public let rights: Rights
    /// The fingerprint of its key.
    public let device: KeyID
    /// Milliseconds since 1970, as the others.
    public let joinedAt: Int64
    public let endedAt: Int64?
    public let lastSeenAt: Int64?
    /// How far ahead of the server's clock the device's was, milliseconds.
    public let clockAhead: Int64?
    /// How many logs it has; more than one after it could not prove that it went on where it had left off.
    public let logs: Int
    /// Those with more than one branch: its disk was copied, or put back to an old copy.
    public let forkedLogs: Int

    init(_ member: Member, space: String, label: String?, logs: LogCount) {
        self.logs = logs.logs
        forkedLogs = logs.forked
        self.space = space
        self.label = label
        pseudonym = member.pseudonym
        rights = member.rights
        device = member.publicKey.id
        joinedAt = member.joinedAt
        endedAt = member.endedAt
        lastSeenAt = member.lastSeenAt
        clockAhead = member.clockAhead
    }

    private enum CodingKeys: String, CodingKey {
        case space, pseudonym, label, rights, device, logs
        case forkedLogs = "forked_logs"
        case joinedAt = "joined_at"
        case endedAt = "ended_at"
        case lastSeenAt = "last_seen_at"
        case clockAhead = "clock_ahead_milliseconds"
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(space, forKey: .space)
        try container.encode(pseudonym, forKey: .pseudonym)
        try container.encode(label, forKey: .label)
        try container.encode(rights.names, forKey: .rights)
        try container.encode(device.description, forKey: .device)
        try container.encode(joinedAt, forKey: .joinedAt)
        try container.encode(endedAt, forKey: .endedAt)
        try container.encode(lastSeenAt, forKey: .lastSeenAt)
        try container.encode(clockAhead, forKey: .clockAhead)
        try container.encode(logs, forKey: .logs)
        try container.encode(forkedLogs, forKey: .forkedLogs)
    }
}

extension Rights {
    private static let named: [(name: String, rights: Rights)] = [
        ("write", .write), ("review", .review), ("administer", .administer),
    ]

    /// `write`, `review`, `administer`, as far as they are held.
    public var names: [String] {
        Self.named.filter { contains($0.rights) }.map(\.name)
    }

    /// Reads names with commas between them.
    ///
    /// - Throws: ``ServerError/rightsNotAllowed(_:)``, which names the first word that is no right.
    public static func named(_ list: String) throws(ServerError) -> Rights {
        var rights: Rights = []
        for word in list.split(separator: ",", omittingEmptySubsequences: false) {
            let word = word.trimmingPrefix(while: \.isWhitespace)
            guard let right = named.first(where: { $0.name == word }) else {
                throw .rightsNotAllowed(String(word))
            }
            rights.insert(right.rights)
        }
        return rights
    }
}
