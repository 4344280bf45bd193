/// Every record of a space as it is shown, of one moment.
public struct SpaceView: Sendable {
    private struct Held {
        let state: [UInt8]
        let view: RecordView
    }

    /// The same for every replica that shows the same.
    public let digest: StateDigest
    /// How much of the server's numbering it holds; `nil` for a space that has not been synced yet.
    public let stream: StreamPosition?
    private let held: [RecordKey: Held]

    /// Withdrawn ones too; in no order.
    public var records: [RecordView] { held.values.map(\.view) }
}

extension Replica {
    /// Reads every record of a space.
    ///
    /// Complexity: O(*n*) in the records; those that are as they were in the former view are not decoded
    /// again.
    ///
    /// - Parameters:
    ///   - space: whose records.
    ///   - former: an earlier view of the same space.
    /// - Returns: the view; the former one itself if nothing has changed.
    /// - Throws: ``StoreError/unknownSpace(_:)``, ``StoreError/damaged(detail:)``
    public func view(of space: SpaceID, after former: SpaceView? = nil) throws(StoreError) -> SpaceView {
        try file.read { storage in
            let stored = try storage.space(space)
            if let former, former.digest == stored.digest { return former }
            return try SpaceView(of: stored, in: storage, schema: schema, after: former)
        }
    }
}

extension SpaceView {
    fileprivate init(
        of space: StoredSpace,
        in storage: SQLiteStorage,
        schema: Schema,
        after former: SpaceView?
    ) throws {
        var held: [RecordKey: Held] = [:]
        try storage.withRecords(of: space.key) { record in
            if let same = former?.held[record.name], same.state == record.state {
                held[record.name] = same
                return
            }
            guard let state = try? RecordState(storedBytes: record.state) else {
                throw StoreError.damaged(detail: "the state of a record cannot be read")
            }
            let view = state.view(of: record.name, schema: schema[record.name.kind])
            held[record.name] = Held(state: record.state, view: view)
        }
        self.held = held
        digest = space.digest
        stream = space.stream
    }
}
