import FieldModel
import Foundation
import GRDB
import SyncCore

/// A retention rule as it is kept.
struct StoredRetentionRule: Hashable, Sendable {
    let space: SpaceID
    let kind: KindNumber
    let period: RetentionPeriod
}

extension ServerDatabase {
    func retentionRules() throws(ServerError) -> [StoredRetentionRule] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT space, kind, unit, count FROM retention")
                .compactMap(StoredRetentionRule.init)
        }
    }

    /// Keeps rules, each in the place of the former one of its space and kind.
    func keep(_ rules: [RetentionRule], at now: Int64) throws(ServerError) {
        try write { database in
            for rule in rules {
                let (unit, count) = rule.period.stored
                try database.execute(
                    sql: """
                        INSERT INTO retention (space, kind, unit, count, set_at) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (space, kind) DO UPDATE
                        SET unit = excluded.unit, count = excluded.count, set_at = excluded.set_at
                        """,
                    arguments: [Data(rule.space.bytes), rule.kind.number.rawValue, unit, count, now]
                )
            }
        }
    }

    func remove(_ rules: [RetentionRule]) throws(ServerError) {
        try write { database in
            for rule in rules {
                try database.execute(
                    sql: "DELETE FROM retention WHERE space = ? AND kind = ?",
                    arguments: [Data(rule.space.bytes), rule.kind.number.rawValue]
                )
            }
        }
    }
}

extension StoredRetentionRule {
    fileprivate init?(_ row: Row) {
        let bytes: Data = row["space"]
        guard let space = SpaceID(bytes: bytes) else { return nil }
        let count: Int = row["count"]
        self.init(
            space: space,
            kind: KindNumber(rawValue: row["kind"]),
            period: row["unit"] == "years" ? .years(count) : .days(count)
        )
    }
}

extension RetentionPeriod {
    fileprivate var stored: (unit: String, count: Int) {
        switch self {
        case .days(let count): ("days", count)
        case .years(let count): ("years", count)
        }
    }
}
