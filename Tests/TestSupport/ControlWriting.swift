public import SyncCore

extension TestSpace {
    /// Writes and seals in the control log of a server, as its administrator's commands do.
    public func write(_ edits: [RecordEdit], on server: Replica) throws {
        _ = try server.save(edits, in: id, sealingWith: serverKey)
    }

    /// Ends or lessens what a member's log counts for from its present end on.
    @discardableResult
    public func limit(_ log: LogID, to rights: Rights, on server: Replica) throws -> StandingChange {
        let heads = try server.vector(of: id).heads[log, default: []]
        let change = StandingChange(log: log, lastSegments: heads.map(\.segment), rights: rights)
        try write([change.edit], on: server)
        return change
    }
}

extension TestMember {
    /// Its first log in a space.
    public func log(in space: TestSpace) -> LogID { opening.logID(in: space.id) }
}
