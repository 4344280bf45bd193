import SyncCore

/// One line of the audit log, for a listing.
public struct AuditLine: Hashable, Sendable, Encodable {
    public let number: Int64
    /// Milliseconds since 1970.
    public let time: Int64
    public let who: String
    /// `read`, `exported`, `changed`, `redacted`, `signed_in` or `administered`.
    public let deed: String
    /// The space's name; its id if there is no such space any more, `nil` if it was about none.
    public let space: String?
    public let about: String
}

/// What a check of the audit log found.
public struct AuditCheck: Hashable, Sendable {
    public let lines: Int64
    /// The first that is not as it was written, or that follows a gap; `nil` if all are.
    public let firstWrong: Int64?
}

extension Administration {
    /// The latest lines, the newest first.
    public func auditLog(limit: Int) throws(ServerError) -> [AuditLine] {
        let names = Dictionary(uniqueKeysWithValues: try host.database.spaces().map { ($0.id, $0.name) })
        return try host.database.audit(before: nil, limit: limit).map { AuditLine($0, names: names) }
    }

    /// Compares every line with the chain of hashes.
    public func checkAudit() throws(ServerError) -> AuditCheck {
        let (count, firstWrong) = try host.database.checkAudit()
        return AuditCheck(lines: count, firstWrong: firstWrong)
    }
}

extension AuditLine {
    init(_ entry: AuditEntry, names: [SpaceID: String]) {
        number = entry.number
        time = entry.time
        who = entry.who
        deed = entry.deed.rawValue
        space = entry.space.map { names[$0] ?? $0.description }
        about = entry.about
    }
}
