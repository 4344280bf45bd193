import FieldModel
import SyncCore

/// Writes what people do with the merged records in the browser: as members of the space, signed with the
/// keys that the server keeps for them.
struct ReviewDesk: Sendable {
    let host: Host
    let signals: SpaceSignals

    /// One thing that a person does to one record.
    struct Deed: Sendable {
        let record: RecordKey
        let edits: [FieldEdit]
        /// What the page showed of what is written: see ``Seen``.
        let seen: String
        /// Whether that is of the whole record, and not of the one field that the first edit is of.
        var isSeenWhole = false
    }

    /// Writes a deed as one change.
    ///
    /// - Parameters:
    ///   - deed: what is done.
    ///   - person: by whom.
    ///   - access: in which space.
    /// - Returns: whether there was anything to change.
    /// - Throws: ``ReviewRefusal``, ``Refusal/unknownRecord``, ``StoreError``; nothing is written then.
    func write(_ deed: Deed, by person: SignedIn, in access: SpaceAccess) throws -> Bool {
        guard let member = access.member else { throw ReviewRefusal.notPermitted }
        let space = access.space.id
        guard let view = try host.replica.record(deed.record, in: space) else { throw Refusal.unknownRecord }
        let field = deed.edits.first.flatMap { view[$0.field] }
        let shown = deed.isSeenWhole ? Seen.text(of: view) : Seen.text(of: field)
        guard shown == deed.seen else { throw ReviewRefusal.changedMeanwhile }
        let edit = RecordEdit(record: deed.record, edits: deed.edits)
        let problems = Validator.problems(with: edit, existing: view)
        guard problems.isEmpty else { throw ReviewRefusal.problems(problems) }
        let log = try log(of: member, as: person.account)
        let key = host.key.kept(for: person.account.id, in: space)
        do {
            let names = try host.replica.save([edit], in: space, to: log, seenAs: [view], sealingWith: key)
            signals.wake([space])
            return !names.isEmpty
        } catch {
            if let refusal = ReviewRefusal(error) { throw refusal }
            throw error
        }
    }

    /// The person's log: one for each generation and certificate, so that a server that was put back to an
    /// older copy never goes on in it.
    private func log(of member: Member, as account: Account) throws -> LogID {
        guard let generation = try host.replica.stream(of: member.space)?.generation else {
            throw Refusal.unknownSpace
        }
        let opening = LogOpening(
            publicKey: member.publicKey,
            nonce: generation.bytes,
            certificate: member.certificate
        )
        let log = opening.logID(in: member.space)
        if try host.replica.opening(of: log, in: member.space) == nil {
            try host.replica.startLog(opening, in: member.space, isCurrent: false)
        }
        return log
    }
}
