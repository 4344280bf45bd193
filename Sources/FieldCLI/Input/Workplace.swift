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

    init(_ options: CommonOptions) throws {
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
        surroundings = .system
        replica = try Replica(at: .file(home.store), schema: schema, surroundings: surroundings)
        texts = options.texts
        console = .standard
        isJSON = options.json
    }

    /// Now, by the clocks of Stockholm.
    var now: Instant { Stockholm.instant(atMilliseconds: surroundings.wallMilliseconds()) }

    var today: CalendarDate { Stockholm.date(of: now) }

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
