import FieldModel
import SyncCore

/// The rules by which records are erased some time after their last change.
extension Administration {
    /// Ascending by space and kind.
    ///
    /// - Parameter space: its name; `nil` for all.
    /// - Returns: the rules.
    /// - Throws: ``ServerError``
    public func retentionRules(space: String? = nil) throws(ServerError) -> [RetentionRule] {
        let spaces = try hosted(space)
        return try host.database.retentionRules().compactMap { stored in
            guard let space = spaces.first(where: { $0.id == stored.space }),
                let kind = Catalogue.kind(stored.kind)
            else { return nil }
            return RetentionRule(space: space.id, spaceName: space.name, kind: kind, period: stored.period)
        }
        .sorted { ($0.spaceName, $0.kind.name) < ($1.spaceName, $1.kind.name) }
    }

    /// Sets a kind's rule, in the place of a former one.
    ///
    /// - Parameters:
    ///   - kind: its stable name; the engine's own kinds have none, and are never erased.
    ///   - period: how long after its last change a record is kept.
    ///   - space: its name; `nil` for every space that there is now.
    /// - Returns: the rules that were set.
    /// - Throws: ``ServerError``, and nothing was set.
    public func setRetention(
        of kind: String,
        after period: RetentionPeriod,
        space: String? = nil
    ) throws(ServerError) -> [RetentionRule] {
        let kind = try Self.kind(named: kind)
        let period = try period.checked()
        let rules = try hosted(space).map { space in
            RetentionRule(space: space.id, spaceName: space.name, kind: kind, period: period)
        }
        try host.database.keep(rules, at: host.surroundings.wallMilliseconds())
        for rule in rules { try note("retention set \(kind.name)", in: rule.space) }
        return rules
    }

    /// Takes a kind's rules away.
    ///
    /// - Returns: those that there were.
    /// - Throws: ``ServerError/noRetentionRule(_:)`` if there were none.
    public func removeRetention(
        of kind: String,
        space: String? = nil
    ) throws(ServerError) -> [RetentionRule] {
        let kind = try Self.kind(named: kind)
        let rules = try retentionRules(space: space).filter { $0.kind == kind }
        guard !rules.isEmpty else { throw .noRetentionRule(kind.name) }
        try host.database.remove(rules)
        for rule in rules { try note("retention remove \(kind.name)", in: rule.space) }
        return rules
    }

    /// What the rules would erase now, a report each; nothing is written.
    public func planRetention(space: String? = nil) throws(ServerError) -> [RetentionReport] {
        try reports(of: retentionRules(space: space)) { run throws(StoreError) in try run.plan() }
    }

    /// Erases what rules make due, for good.
    ///
    /// - Parameter rules: those that were looked at before.
    /// - Returns: what is gone, a report each.
    /// - Throws: ``ServerError``; what is gone by then is gone.
    public func carryOutRetention(_ rules: [RetentionRule]) throws(ServerError) -> [RetentionReport] {
        let reports = try reports(of: rules) { run throws(StoreError) in try run.carryOut() }
        for rule in rules { try note("retention run \(rule.kind.name)", in: rule.space) }
        try host.database.wakeServer()
        return reports
    }

    private func reports(
        of rules: [RetentionRule],
        _ make: (RetentionRun) throws(StoreError) -> RetentionReport
    ) throws(ServerError) -> [RetentionReport] {
        var reports: [RetentionReport] = []
        for rule in rules {
            do throws(StoreError) {
                reports.append(try make(RetentionRun(of: rule, on: host)))
            } catch {
                throw .store(error)
            }
        }
        return reports
    }

    private func hosted(_ name: String?) throws(ServerError) -> [HostedSpace] {
        let spaces = try host.database.spaces()
        guard let name else { return spaces }
        guard let space = spaces.first(where: { $0.name == name }) else {
            throw .unknownSpace(name, nearest: nearestNames(to: name, among: spaces.map(\.name)))
        }
        return [space]
    }

    private static func kind(named name: String) throws(ServerError) -> KindDefinition {
        guard let kind = Catalogue.kind(named: name) else {
            let names = Catalogue.kinds.map(\.name)
            throw .unknownKind(name, nearest: nearestNames(to: name, among: names))
        }
        return kind
    }
}
