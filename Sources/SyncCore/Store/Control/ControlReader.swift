/// Reads what the control log of one space says of its logs and segments.
struct ControlReader<Storage: StorageReader> {
    private let storage: Storage
    private let space: RowKey<StoredSpace>
    private let states: [RecordKey: RecordState]?

    /// - Parameters:
    ///   - storage: where the logs are kept.
    ///   - space: the space.
    ///   - states: of the control log's records, where those that are kept are not to be relied on.
    init(_ storage: Storage, of space: RowKey<StoredSpace>, states: [RecordKey: RecordState]? = nil) {
        self.storage = storage
        self.space = space
        self.states = states
    }

    /// What the segments of a log count for.
    func standing(of log: StoredLog) throws -> LogStanding {
        let changes = try view(of: StandingChange.record(of: log.id)).map(StandingChange.all) ?? []
        let predecessors = changes.isEmpty ? [:] : try storage.predecessors(in: log.key)
        return LogStanding(changes, predecessors: predecessors)
    }

    /// What is erased of a segment.
    func redactions(of segment: SegmentID) throws -> SegmentRedactions {
        guard let view = try view(of: Redaction.record(of: segment)) else { return SegmentRedactions() }
        return SegmentRedactions(
            Redaction.all(in: view).filter { $0.segment == segment },
            restated: Restatement.all(in: view).filter { $0.segment == segment }
        )
    }

    /// The segments of which something is erased, by a record of the control log.
    func segments(redactedBy record: RecordKey) throws -> [SegmentID] {
        guard let view = try view(of: record) else { return [] }
        let restated = Restatement.all(in: view).map(\.segment)
        return Set(Redaction.all(in: view).map(\.segment) + restated).sorted()
    }

    /// When a redaction was written.
    func time(of redaction: Redaction) throws -> HybridTime? {
        try view(of: Redaction.record(of: redaction.segment)).flatMap { redaction.time(in: $0) }
    }

    private func view(of record: RecordKey) throws -> RecordView? {
        let state = try states.map { $0[record] } ?? storage.record(record, in: space)?.state
        return state?.view(of: record, schema: ControlLog.schema[record.kind])
    }
}
