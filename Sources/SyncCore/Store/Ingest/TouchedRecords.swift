/// The records of one space that a transaction touches: each is read once and written once.
struct TouchedRecords {
    private struct Touched {
        let name: RecordKey
        let key: RowKey<StoredRecord>?
        let former: StateDigest
        var state: RecordState
        var isChanged = false
    }

    /// How many records are held in memory before they are written.
    static let limit = 8_192

    private let space: RowKey<StoredSpace>
    private var touched: [Touched] = []
    private var indexes: [RecordKey: Int] = [:]

    init(of space: RowKey<StoredSpace>) {
        self.space = space
    }

    var isFull: Bool { touched.count >= Self.limit }

    /// The state as it stands in this transaction.
    mutating func state(of record: RecordKey, in storage: some StorageReader) throws -> RecordState {
        touched[try index(of: record, in: storage)].state
    }

    mutating func merge(_ change: MergeableChange, by writer: Writer, in storage: some StorageReader) throws {
        let index = try index(of: change.record, in: storage)
        if touched[index].state.merge(change, by: writer) { touched[index].isChanged = true }
    }

    /// Writes what changed, forgets all, and brings the space's digest along by the difference.
    mutating func flush(to storage: some StorageTransaction, digest: inout StateDigest) throws {
        for record in touched where record.isChanged {
            let new = record.state.digest(of: record.name)
            digest = digest - record.former + new
            try storage.keep(
                record.state.storedBytes,
                digest: new,
                of: record.name,
                at: record.key,
                in: space
            )
        }
        touched.removeAll(keepingCapacity: true)
        indexes.removeAll(keepingCapacity: true)
    }

    private mutating func index(of record: RecordKey, in storage: some StorageReader) throws -> Int {
        if let index = indexes[record] { return index }
        let stored = try storage.record(record, in: space)
        touched.append(
            Touched(
                name: record,
                key: stored?.key,
                former: stored?.digest ?? .zero,
                state: stored?.state ?? RecordState()
            )
        )
        indexes[record] = touched.count - 1
        return touched.count - 1
    }
}
