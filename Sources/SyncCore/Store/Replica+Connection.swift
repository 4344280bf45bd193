package import GRDB

/// What simulations look at, and do, beneath a replica.
extension Replica {
    /// The writer's connection outside a transaction: the disk is filled through it.
    package func withConnection<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try file.withConnection(body)
    }

    /// The changes of own logs that are not sealed yet, each under its present name.
    package func unsealedChanges(of space: SpaceID) throws(StoreError) -> [MergeableChange] {
        try file.read { storage in
            try storage.ownLogs(of: storage.space(space).key).flatMap { log in
                try storage.unsealed(of: log.key, limit: .max).map { unsealed in
                    try Leaf(decoding: unsealed.bytes).change(in: log.id, number: unsealed.number)
                }
            }
        }
    }
}
