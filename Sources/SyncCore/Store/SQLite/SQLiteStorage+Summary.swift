import GRDB

extension SQLiteStorage {
    func summary(of space: StoredSpace) throws -> SpaceSummary {
        let unsealed = try count(
            """
            SELECT count(*) FROM unsealed JOIN log ON log.key = unsealed.log
            WHERE log.space = ? AND log.is_own = 1
            """,
            [space.key.rawValue]
        )
        let marks = try row(
            """
            SELECT coalesce(sum(is_forked), 0), coalesce(max(key = ?2 AND has_strangers), 0)
            FROM log WHERE space = ?1
            """,
            [space.key.rawValue, space.currentLog?.rawValue]
        )
        return SpaceSummary(
            id: space.id,
            name: space.name,
            trustedKeys: space.trustedKeys,
            opening: try space.currentLog.flatMap { try log(at: $0).opening },
            digest: space.digest,
            unsealedChanges: unsealed,
            unacknowledgedChanges: try unsealed + unsafeChanges(in: space),
            stream: space.stream,
            lastSync: space.lastSync,
            clockSkew: space.clockSkew,
            openConflicts: try count(
                "SELECT count(*) FROM listing WHERE space = ? AND has_conflict = 1 AND is_withdrawn = 0",
                [space.key.rawValue]
            ),
            forkedLogs: marks?[0] ?? 0,
            metUnknownOwnSegments: marks?[1] ?? false
        )
    }

    private func unsafeChanges(in space: StoredSpace) throws -> Int {
        guard !space.isNumbering else { return 0 }
        return try count(
            """
            SELECT coalesce(sum(segment.last - segment.first + 1), 0)
            FROM segment JOIN log ON log.key = segment.log
            WHERE log.space = ?1 AND log.is_own = 1 AND segment.status <> 1
                AND (safe_generation IS NULL OR safe_generation <> coalesce(?2, safe_generation))
            """,
            [space.key.rawValue, space.stream?.generation.data]
        )
    }
}
