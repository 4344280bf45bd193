import FieldModel
import Foundation
import GRDB
import SyncCore

/// One observation as a row of plain columns.
struct PlainRow {
    let values: [DatabaseValue]

    init(_ edit: RecordEdit) {
        var values: [FieldNumber: DatabaseValue] = [:]
        for edit in edit.edits {
            switch edit {
            case .set(let field, let value): values[field] = Self.column(value)
            case .add(let field, let elements): values[field] = elements.first.map(Self.column)
            default: break
            }
        }
        // The first column is the record's id; the walk, which would be a thirteenth column, is left out.
        let fields: [any DeclaredField] = [
            Observation.category, Observation.gravity, Observation.area, Observation.place,
            Observation.position,
            Observation.observedAt, Observation.description, Observation.measures, Observation.responsible,
            Observation.status, Observation.tags,
        ]
        self.values =
            [Data(edit.record.id.bytes).databaseValue]
            + fields.map { values[$0.definition.number] ?? .null }
    }

    private static func column(_ value: Value) -> DatabaseValue {
        switch value {
        case .text(let text): text.databaseValue
        case .enumeration(let number): Int64(number).databaseValue
        case .id(let id): Data(id.bytes).databaseValue
        case .instant(let instant): instant.milliseconds.databaseValue
        case .integer(let number), .decimal(let number): number.databaseValue
        default: Data(value.canonicalBytes).databaseValue
        }
    }
}

/// The floor: a STRICT table of twelve columns without an index, in the store's own settings.
struct PlainTable {
    private let queue: DatabaseQueue

    init(at path: String) throws {
        var configuration = Configuration()
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try database.execute(sql: "PRAGMA synchronous = FULL")
        }
        queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.write { database in
            try database.execute(
                sql: """
                    CREATE TABLE observation (
                        id BLOB NOT NULL, category INTEGER, gravity INTEGER, area BLOB, place BLOB,
                        position BLOB, observed_at INTEGER, description TEXT, measures TEXT,
                        responsible TEXT, status INTEGER, tags TEXT
                    ) STRICT
                    """
            )
        }
    }

    /// Inserts rows in one transaction, with a prepared statement.
    func insert(_ rows: [PlainRow]) throws {
        try queue.write { database in
            let statement = try database.cachedStatement(
                sql: "INSERT INTO observation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            )
            for row in rows { try statement.execute(arguments: StatementArguments(row.values)) }
        }
    }

    func checkpoint() throws {
        try queue.writeWithoutTransaction { database in
            _ = try database.checkpoint(.truncate)
        }
    }

    /// Moves a store's write-ahead log into its file, so that its size can be compared.
    static func checkpoint(_ path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { database in
            _ = try database.checkpoint(.truncate)
        }
    }
}
