import FieldModel
import SyncCore

/// Writes what people do with the merged records in the browser: as members of the space, signed with the
/// keys that the server keeps for them.
struct ReviewDesk: Sendable {
    let host: Host
    let signals: SpaceSignals

    /// One thing that a person does to one record.
    struct Deed: Sendable {
        /// What the page showed of what is written; see ``SyncServer/Seen``.
        enum Seen: Sendable {
            /// Of the field that the first edit is of.
            case field(String)
            case record(String)
            /// What is written merges with whatever came meanwhile.
            case nothing
        }

        let record: RecordKey
        /// None if there is nothing to change.
        let edits: [FieldEdit]
        let seen: Seen
    }

    /// Writes a deed as one change.
    ///
    /// What was asked for and holds already is done: browsers send a form once more where the connection
    /// broke before the answer came.
    ///
    /// - Parameters:
    ///   - deed: what is done.
    ///   - account: by whom.
    ///   - access: in which space.
    /// - Returns: whether there was anything to change since the page was shown.
    /// - Throws: ``ReviewRefusal``, ``Refusal/unknownRecord``, ``StoreError``; nothing is written then.
    func write(_ deed: Deed, by account: Account, in access: SpaceAccess) throws -> Bool {
        guard access.member != nil else { throw ReviewRefusal.notPermitted }
        let replica = host.replica
        guard let view = try replica.record(deed.record, in: access.space.id) else {
            throw Refusal.unknownRecord
        }
        let edit = RecordEdit(record: deed.record, edits: deed.edits)
        let isHeld = try replica.holds(edit, in: access.space.id)
        guard Self.isAs(deed, view) else {
            guard isHeld else { throw ReviewRefusal.changedMeanwhile }
            return true
        }
        let isMerging = if case .nothing = deed.seen { true } else { false }
        // What has come between is found in the transaction, and the same deed is nothing to write then.
        _ = try save([edit], over: isMerging ? [] : [view], by: account, in: access)
        return !isHeld
    }

    /// Writes records that are new, or more in one that a natural key leads to.
    ///
    /// - Throws: as ``write(_:by:in:)``.
    func enter(_ edits: [RecordEdit], by account: Account, in access: SpaceAccess) throws {
        _ = try save(edits, over: [], by: account, in: access)
    }

    /// Writes what a form makes under the id that its page gave.
    ///
    /// - Returns: `false`, and nothing is written, if the form was sent before.
    /// - Throws: as ``write(_:by:in:)``.
    func enterOnce(_ edits: [RecordEdit], by account: Account, in access: SpaceAccess) throws -> Bool {
        guard access.member != nil else { throw ReviewRefusal.notPermitted }
        for edit in edits {
            guard try host.replica.record(edit.record, in: access.space.id) == nil else { return false }
        }
        return try save(edits, over: [], by: account, in: access)
    }

    /// An id for what a page's form makes.
    func freshID() -> RecordID {
        var generator = host.surroundings.generator
        return .random(using: &generator)
    }

    private static func isAs(_ deed: Deed, _ view: RecordView) -> Bool {
        let field = deed.edits.first.flatMap { view[$0.field] }
        let shown: String
        switch deed.seen {
        case .field(let seen): shown = seen
        case .record(let seen): return Seen.text(of: view) == seen
        case .nothing: return true
        }
        return Seen.text(of: field) == shown
    }

    private func save(
        _ edits: [RecordEdit],
        over views: [RecordView],
        by account: Account,
        in access: SpaceAccess
    ) throws -> Bool {
        guard let member = access.member else { throw ReviewRefusal.notPermitted }
        let space = access.space.id
        let problems = try edits.flatMap { edit in
            Validator.problems(with: edit, existing: try host.replica.record(edit.record, in: space))
        }
        guard problems.isEmpty else { throw ReviewRefusal.problems(problems) }
        let log = try log(of: member)
        let key = host.key.kept(for: account.id, in: space)
        do {
            let names = try host.replica.save(edits, in: space, to: log, seenAs: views, sealingWith: key)
            signals.wake([space])
            return !names.isEmpty
        } catch {
            if let refusal = ReviewRefusal(error) { throw refusal }
            throw error
        }
    }

    /// The person's log: one for each generation and certificate, so that a server that was put back to an
    /// older copy never goes on in it.
    private func log(of member: Member) throws -> LogID {
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
