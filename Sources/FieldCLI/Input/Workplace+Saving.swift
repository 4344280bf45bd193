import FieldModel
import Foundation
import SyncCore
import Terminal

/// Saving what was typed: durable when it returns, or kept as a draft.
extension Workplace {
    var finder: RecordFinder { RecordFinder(in: replica, space: space) }

    /// Reads, checks and saves one record.
    ///
    /// - Returns: the record as it is now.
    /// - Throws: ``CommandError/notAccepted(_:draft:)``, once the draft is kept.
    func save(_ entry: TypedRecord) throws -> RecordView {
        try save(document: entry.document)
    }

    /// Reads, checks and saves one record in the form that drafts have.
    ///
    /// It gets its id first, so that a draft that is saved twice, since the computer stopped between saving
    /// it and dropping it, is still one record.
    func save(document: JSONValue) throws -> RecordView {
        let document = named(document)
        let draft = Draft.Content.record(line: document.line)
        let edit: RecordEdit
        let photos = PhotoTray()
        do {
            edit = try read(document, photos)
        } catch let problems as Problems {
            throw refusal(of: problems, draft: try keep(draft))
        } catch let error as StoreError {
            try keepAfterFailure(draft)
            throw error
        }
        return try commit([edit], with: photos, orKeep: draft)[0]
    }

    /// Reads and checks one record without saving it, and adds what follows from it.
    ///
    /// - Throws: `Problems`, or `StoreError` where the store could not be asked.
    func read(_ document: JSONValue, _ photos: PhotoTray) throws -> RecordEdit {
        let finder = finder
        finder.prefer(areaOf: document)
        let reader = RecordReader(
            space: space,
            context: finder.context(today: today, photos: photos),
            makeID: newID
        )
        let read = Result { () throws(Problems) in
            let edit = try reader.edit(from: document, existing: finder.record)
            let refused = edit.reviewProblems(mayReview: membership.mayReview)
            guard refused.isEmpty else { throw Problems(refused) }
            return edit
        }
        try finder.check()
        return try withProposal(withArea(read.get()))
    }

    @Sendable func newID() -> RecordID {
        var generator = surroundings.generator
        return RecordID.random(using: &generator)
    }

    private func named(_ document: JSONValue) -> JSONValue {
        guard case .object(var members) = document, members["id"] == nil else { return document }
        members["id"] = .string(newID().uuidString)
        return .object(members)
    }

    /// Saves edits, and the photos that they name, in one transaction; if the store cannot take them, what
    /// was typed is kept as a draft.
    ///
    /// - Returns: each edit's record as it is now.
    func commit(
        _ edits: [RecordEdit],
        with photos: PhotoTray,
        orKeep draft: Draft.Content?
    ) throws -> [RecordView] {
        do throws(StoreError) {
            _ = try replica.save(edits, in: space, with: photos.blobs)
        } catch {
            if let draft { try keepAfterFailure(draft) }
            throw error
        }
        return try afterSaving { try edits.compactMap { try record($0.record) } }
    }

    /// Reads what was saved.
    ///
    /// If that fails, it must not be told as not saved: it would be typed again.
    func afterSaving<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as StoreError {
            throw CommandError.savedAndNotRead(error)
        }
    }

    /// Keeps what was typed where the store failed; where the drafts fail too, the person gets it back on the
    /// terminal.
    private func keepAfterFailure(_ content: Draft.Content) throws {
        do throws(CommandError) {
            console.tell(texts.keptAsDraft(try keep(content)))
        } catch {
            console.tell(texts.typedText(content))
        }
    }

    /// The refusal of what was typed, with the records that an ambiguous name may mean.
    func refusal(of problems: Problems, draft: String?) -> CommandError {
        let keys = problems.all.flatMap { problem -> [RecordKey] in
            guard case .ambiguous(_, let ids) = problem.reason,
                case .reference(let kind)? = problem.field?.form
            else { return [] }
            return ids.map { RecordKey(kind: kind, id: $0) }
        }
        // A store that cannot be read here costs the names, not the refusal.
        let found = keys.compactMap { key in
            (try? record(key)).flatMap(\.self).flatMap { try? namedApart($0) }
        }
        return .notAccepted(problems, draft: draft, found: found)
    }
}
