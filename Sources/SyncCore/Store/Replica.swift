/// One replica: a SQLite store with the logs, the states and the clock of one or more spaces.
///
/// A laptop's store and a server's are the same; what differs is who calls. Thread-safe. Reads run beside one
/// writer. Every public operation is one transaction.
public final class Replica: Sendable {
    public enum Location: Hashable, Sendable {
        case file(String)
        /// For tests and simulations.
        case memory
    }

    /// Opens or creates a store.
    public init(
        at location: Location,
        schema: Schema,
        surroundings: Surroundings = .system
    ) throws(StoreError) {
        preconditionFailure("contract")
    }

    // MARK: Spaces

    /// Adds a space, or changes its name and trusted keys. Idempotent.
    public func addSpace(_ space: SpaceID, name: String, trusting keys: [PublicKey]) throws(StoreError) {
        preconditionFailure("contract")
    }

    /// Ascending by name.
    public func spaces() throws(StoreError) -> [SpaceSummary] { preconditionFailure("contract") }

    /// Starts a new log of this device in a space: the one that later saves go to.
    public func startLog(_ opening: LogOpening, in space: SpaceID) throws(StoreError) {
        preconditionFailure("contract")
    }

    // MARK: Writing

    /// Saves edits as unsealed changes of the device's own log in the space: changes, states, vector and clock
    /// in one transaction, durable when it returns. An edit that changes nothing gives no change.
    public func save(_ edits: [RecordEdit], in space: SpaceID) throws(StoreError) -> [ChangeName] {
        preconditionFailure("contract")
    }

    /// Seals every unsealed change of the device's own log.
    ///
    /// - Returns: the ids of the new segments, in order.
    @discardableResult
    public func seal(_ space: SpaceID, with key: SigningKey) throws -> [SegmentID] {
        preconditionFailure("contract")
    }

    // MARK: Ingest

    /// Stores and merges segments, whoever brought them: the one way in. One transaction, however many pushes.
    ///
    /// Signatures are verified before the transaction begins: the newest of each contiguous run, and the hashes
    /// of the rest.
    public func ingest(_ batches: [IncomingBatch]) throws(StoreError) -> [[IngestOutcome]] {
        preconditionFailure("contract")
    }
}
