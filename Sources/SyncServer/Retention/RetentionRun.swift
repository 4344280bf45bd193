import FieldModel
import SyncCore

/// Goes through the records of a kind that a rule makes due, a bounded number at a time.
struct RetentionRun {
    let host: Host
    let rule: RetentionRule
    let cutoff: HybridTime

    init(of rule: RetentionRule, on host: Host) {
        self.host = host
        self.rule = rule
        cutoff = rule.period.cutoff(now: host.surroundings.wallMilliseconds())
    }

    /// What would go; nothing is written.
    func plan() throws(StoreError) -> RetentionReport {
        var report = RetentionReport(of: rule)
        try forEachPage { page, _ throws(StoreError) in report.count(page) }
        report.heldRecords += try host.replica.recordCount(of: rule.kind.number, in: rule.space)
        return report
    }

    /// Erases page by page, each in commits of a bounded size.
    ///
    /// What is cut short goes on with the next run.
    ///
    /// - Returns: what is gone.
    /// - Throws: ``StoreError``
    func carryOut() throws(StoreError) -> RetentionReport {
        let space = HostedSpace(id: rule.space, name: rule.spaceName)
        var report = RetentionReport(of: rule)
        report.heldRecords = try host.replica.recordCount(of: rule.kind.number, in: rule.space)
        try forEachPage { page, changes throws(StoreError) in
            report.count(page)
            for start in stride(from: 0, to: changes.count, by: ServerLimits.retentionChanges) {
                let batch = changes[start..<min(start + ServerLimits.retentionChanges, changes.count)]
                let choices = batch.map { RedactionChoice($0, extent: .all) }
                _ = try host.controlLog.redact(choices, ground: rule.ground, in: space)
            }
        }
        if report.records > 0 { try host.controlLog.finishRedacting(in: space) }
        report.isErased = true
        return report
    }

    /// The due records of one page, sorted by whether they still hold values.
    struct Page {
        /// With the number of changes that hold values.
        let due: [(record: RecordView, changes: Int)]
        let emptyRecords: Int
    }

    private func forEachPage(
        _ body: (Page, [PlacedChange]) throws(StoreError) -> Void
    ) throws(StoreError) {
        var query = RecordQuery()
        query.kinds = [rule.kind.number]
        query.includesWithdrawn = true
        query.limit = ServerLimits.retentionRecords
        query.cursor = RecordPage.cursor(before: cutoff)
        repeat {
            let page = try host.replica.records(matching: query, in: rule.space)
            let changes = try host.replica.changes(of: page.records.map(\.key), in: rule.space)
                .filter(\.holdsValues)
            let counts = Dictionary(grouping: changes, by: \.change.record).mapValues(\.count)
            let due = page.records.compactMap { record in counts[record.key].map { (record, $0) } }
            try body(Page(due: due, emptyRecords: page.records.count - due.count), changes)
            query.cursor = page.next
        } while query.cursor != nil
    }
}

extension RetentionReport {
    /// Counts a page; records that hold no value any more are not counted among those that do.
    fileprivate mutating func count(_ page: RetentionRun.Page) {
        records += page.due.count
        changes += page.due.reduce(0) { $0 + $1.changes }
        heldRecords -= page.emptyRecords
        let times = page.due.map(\.record.changedAt.millisecondsSinceEpoch)
        oldest = (times + [oldest].compactMap(\.self)).min()
        newest = (times + [newest].compactMap(\.self)).max()
    }
}
