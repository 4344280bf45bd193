import FieldModel
import Foundation
import SyncCore
import Terminal

/// What a command works with: the home, its store, and the space that it is about.
struct Workplace: Sendable {
    let home: Home
    let membership: Enrolments.Membership
    let space: SpaceID
    let replica: Replica
    let surroundings: Surroundings
    let texts: Texts
    let console: Console
    let isJSON: Bool
    /// The draft that is being saved; what is not accepted of it stays under its name.
    private let draftName: String?

    /// - Parameters:
    ///   - options: what the command line names.
    ///   - unsaved: what is kept or given back if the store cannot be opened.
    ///   - draftName: the draft that is being saved.
    /// - Throws: ``CommandError``.
    init(_ options: CommonOptions, orKeep unsaved: Unsaved = .nothing, saving draftName: String? = nil) throws
    {
        let home = Home(options.home)
        let enrolments = try home.enrolments.read() ?? Enrolments()
        guard !enrolments.memberships.isEmpty else { throw CommandError.notEnrolled(home: home.path) }
        let membership = try enrolments.membership(
            options.space,
            walks: home.runningWalks.read() ?? RunningWalks()
        )
        guard let space = membership.id else { throw CommandError.homeDamaged(path: home.path) }
        self.home = home
        self.membership = membership
        self.space = space
        self.draftName = draftName
        surroundings = .system
        do throws(StoreError) {
            replica = try Replica(at: .file(home.store), schema: schema, surroundings: surroundings)
        } catch {
            guard case .lines(let text) = unsaved else {
                throw CommandError.storeNotOpened(error, kept: unsaved)
            }
            let draft = Draft(
                space: membership.space,
                madeAt: surroundings.wallMilliseconds(),
                content: .lines(text)
            )
            // Where no draft can be kept either, the lines go back to the terminal.
            let name = try? home.drafts.keep(draft)
            throw CommandError.storeNotOpened(error, kept: name.map { .draft($0) } ?? unsaved)
        }
        texts = options.texts
        console = .standard
        isJSON = options.json
    }

    /// Now, by the clocks of Stockholm.
    var now: Instant { Stockholm.instant(atMilliseconds: surroundings.wallMilliseconds()) }

    var today: CalendarDate { Stockholm.date(of: now) }

    /// Keeps a draft.
    ///
    /// - Returns: its name.
    func keep(_ content: Draft.Content) throws(CommandError) -> String {
        let draft = Draft(
            space: membership.space,
            madeAt: surroundings.wallMilliseconds(),
            content: content
        )
        return try home.drafts.keep(draft, as: draftName)
    }

    func record(_ key: RecordKey) throws -> RecordView? { try replica.record(key, in: space) }

    /// Every record that matches, newest change first.
    func records(matching query: RecordQuery) throws(StoreError) -> [RecordView] {
        try replica.allRecords(matching: query, in: space)
    }

    func records(of kinds: [KindNumber], withWithdrawn: Bool = false) throws(StoreError) -> [RecordView] {
        var query = RecordQuery()
        query.kinds = kinds
        query.includesWithdrawn = withWithdrawn
        return try records(matching: query)
    }
}

extension Replica {
    /// Every record that matches, newest change first, read page by page.
    func allRecords(matching query: RecordQuery, in space: SpaceID) throws(StoreError) -> [RecordView] {
        var query = query
        query.limit = Limits.pageRecords
        var records: [RecordView] = []
        repeat {
            let page = try self.records(matching: query, in: space)
            records += page.records
            query.cursor = page.next
        } while query.cursor != nil
        return records
    }
}
