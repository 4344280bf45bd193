import FieldModel
import SyncCore

/// What an import of areas came to, by their names.
public struct AreaReport: Hashable, Sendable {
    public let new: [String]
    public let changed: [String]
    public let unchanged: [String]
}

extension Administration {
    /// Enters areas from a GeoJSON file, or gives those that are there their boundaries.
    ///
    /// A member writes it, as everything in a space: it is signed, and can be taken back.
    ///
    /// - Parameters:
    ///   - text: of the file; see ``AreaFileFault`` for what is not taken.
    ///   - name: of the space.
    ///   - pseudonym: of a person who may write there.
    /// - Returns: what was new and what has changed.
    /// - Throws: ``ServerError``; nothing was written.
    public func importAreas(
        _ text: String,
        space name: String,
        as pseudonym: String
    ) throws(ServerError) -> AreaReport {
        let file = try AreaFile(text)
        let space = try hosted([name])[0]
        let access = try access(of: pseudonym, to: space)
        var edits: [RecordEdit] = []
        var report = (new: [String](), changed: [String](), unchanged: [String]())
        for entry in file.entries {
            let key = RecordKey(kind: .area, id: Area.id(named: entry.name, in: space.id))
            let existing = try stored { () throws(StoreError) in
                try host.replica.record(key, in: space.id)
            }
            let name: FieldEdit = .set(Area.name.number, .text(entry.name))
            let edit = RecordEdit(record: key, entering: [name, entry.edit], over: existing)
                .changing(existing)
            guard !edit.edits.isEmpty else {
                report.unchanged.append(entry.name)
                continue
            }
            if existing == nil { report.new.append(entry.name) } else { report.changed.append(entry.name) }
            edits.append(edit)
        }
        try enter(edits, by: access, as: pseudonym)
        try note("areas import as \(pseudonym): \(edits.count)", in: space.id)
        return AreaReport(new: report.new, changed: report.changed, unchanged: report.unchanged)
    }

    /// Has a person write edits.
    func enter(
        _ edits: [RecordEdit],
        by person: (account: Account, access: SpaceAccess),
        as pseudonym: String
    ) throws(ServerError) {
        guard !edits.isEmpty else { return }
        do {
            let desk = ReviewDesk(host: host, signals: SpaceSignals())
            try desk.enter(edits, by: person.account, in: person.access)
        } catch ReviewRefusal.notPermitted {
            throw .personMayNotWrite(pseudonym)
        } catch let error as StoreError {
            throw .store(error)
        } catch {
            throw .store(.damaged(detail: "\(error)"))
        }
    }

    /// Who writes an import.
    func access(
        of pseudonym: String,
        to space: HostedSpace
    ) throws(ServerError) -> (account: Account, access: SpaceAccess) {
        let account = try account(named: pseudonym)
        let held = try host.database.spaces(of: account).first { $0.space == space }
        let member = try held?.publicKey.flatMap { key throws(ServerError) in
            try host.database.member(key, in: space.id)
        }
        guard let member, member.isPresent, !account.isDisabled, member.rights.contains(.write) else {
            throw .personMayNotWrite(pseudonym)
        }
        return (account, SpaceAccess(space: space, member: member, looked: nil))
    }

    private func stored<Result>(_ body: () throws(StoreError) -> Result) throws(ServerError) -> Result {
        do throws(StoreError) {
            return try body()
        } catch {
            throw .store(error)
        }
    }
}
