/// Looks for values in every segment of a space.
///
/// What waits for a predecessor is looked through too, and what is held back: it stands in the store.
struct ValueSearch {
    private static let segmentsAtATime = 256

    private let storage: SQLiteStorage
    private let space: RowKey<StoredSpace>
    private var reader: PlacedChangeReader<SQLiteStorage>

    init(in storage: SQLiteStorage, of space: RowKey<StoredSpace>) {
        self.storage = storage
        self.space = space
        reader = PlacedChangeReader(storage, of: space)
    }

    /// The changes that hold a sought value, in the order of arrival, at most `limit`.
    ///
    /// A restated value is found in the change that it is of.
    mutating func changes(holding sought: SoughtValues, limit: Int) throws -> [PlacedChange] {
        var found: [PlacedChange] = []
        var last: RowKey<StoredSegment>?
        while true {
            let page = try storage.heldSegments(of: space, after: last, limit: Self.segmentsAtATime)
            guard !page.isEmpty else { return found }
            for segment in page {
                found += try reader.changes(of: segment).filter { placed in
                    !placed.change.record.isOfControlLog && !placed.fields(holding: sought).isEmpty
                }
                if found.count >= limit { return Array(found.prefix(limit)) }
            }
            last = page.last?.key
        }
    }
}

extension Replica {
    /// Every change of a space that holds a sought value, in the order of arrival, at most `limit`.
    ///
    /// Complexity: O(*n*) in the size of the space's log, one segment in memory at a time.
    public func changes(
        holding sought: SoughtValues,
        in space: SpaceID,
        limit: Int
    ) throws(StoreError) -> [PlacedChange] {
        try file.read { storage in
            var search = ValueSearch(in: storage, of: try storage.space(space).key)
            return try search.changes(holding: sought, limit: limit)
        }
    }

    /// Every sealed change of records, in the order of arrival; unknown records have none.
    public func changes(of records: [RecordKey], in space: SpaceID) throws(StoreError) -> [PlacedChange] {
        try file.read { storage in
            var reader = PlacedChangeReader(storage, of: try storage.space(space).key)
            return try reader.changes(of: records)
        }
    }
}
