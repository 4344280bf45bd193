import Foundation
import GRDB
import SyncCore

/// A space as the server knows it beside the replica.
struct HostedSpace: Hashable, Sendable {
    let id: SpaceID
    let name: String
}

extension ServerDatabase {
    /// Ascending by name.
    func spaces() throws(ServerError) -> [HostedSpace] {
        try read { database in
            try Row.fetchAll(database, sql: "SELECT id, name FROM space ORDER BY name")
                .compactMap(HostedSpace.init)
        }
    }

    func space(_ id: SpaceID) throws(ServerError) -> HostedSpace? {
        try read { database in
            try Row.fetchOne(
                database,
                sql: "SELECT id, name FROM space WHERE id = ?",
                arguments: [Data(id.bytes)]
            )
            .flatMap(HostedSpace.init)
        }
    }

    func rename(_ space: SpaceID, to name: String) throws(ServerError) {
        try write { database in
            try database.execute(
                sql: "UPDATE space SET name = ? WHERE id = ?",
                arguments: [name, Data(space.bytes)]
            )
        }
    }

    func insert(_ space: HostedSpace) throws(ServerError) {
        try write { database in
            try database.execute(
                sql: "INSERT INTO space (id, name) VALUES (?, ?)",
                arguments: [Data(space.id.bytes), space.name]
            )
        }
    }
}

extension HostedSpace {
    init?(_ row: Row) {
        let bytes: Data = row["id"]
        guard let id = SpaceID(bytes: bytes) else { return nil }
        self.init(id: id, name: row["name"])
    }
}
