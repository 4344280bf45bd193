package import GRDB

extension Replica {
    /// The writer's connection outside a transaction: for simulations, which fill the disk through it.
    package func withConnection<Result>(_ body: (Database) throws -> Result) throws -> Result {
        try file.withConnection(body)
    }
}
