/// Reads the changes of one space where they stand, one segment in memory at a time.
struct PlacedChangeReader<Storage: StorageReader> {
    private let storage: Storage
    private let space: RowKey<StoredSpace>
    private let control: ControlReader<Storage>
    private var pseudonyms: [RowKey<StoredSegment>: String?] = [:]

    init(_ storage: Storage, of space: RowKey<StoredSpace>) {
        self.storage = storage
        self.space = space
        control = ControlReader(storage, of: space)
    }

    /// The changes of a segment, placed or waiting, in the order of their numbers.
    mutating func changes(of stored: StoredSegment) throws -> [PlacedChange] {
        let segment = try storage.bytes(of: stored.key)
        let redactions = try control.redactions(of: stored.id)
        let pseudonym = try pseudonym(of: stored)
        return try redactions.changes(in: segment.header, leaves: segment.leaves()).map { change in
            PlacedChange(
                change: change,
                segment: stored.id,
                pseudonym: pseudonym,
                redaction: redactions.redaction(of: change.name.number)
            )
        }
    }

    /// The changes that made records, in the order of arrival; those that are not sealed are left out.
    mutating func changes(of records: [RecordKey]) throws -> [PlacedChange] {
        let states = try storage.records(records, in: space).compactMap { $0?.state }
        let names = Dictionary(grouping: states.flatMap(\.changes).map(\.name), by: \.log)
        var carriers: [RowKey<StoredSegment>: StoredSegment] = [:]
        for (log, names) in names {
            guard let log = try storage.log(log, of: space) else { continue }
            let numbers = Set(names.map(\.number)).sorted()
            for carrier in try storage.segments(carrying: numbers, of: log.key) {
                carriers[carrier.key] = carrier
            }
        }
        let wanted = Set(records)
        return try carriers.values.sorted { $0.key < $1.key }.flatMap { carrier in
            try changes(of: carrier).filter { wanted.contains($0.change.record) }
        }
    }

    /// The changes of the control log that restate values of a segment's changes.
    mutating func changes(restating segment: SegmentID) throws -> [RestatingChange] {
        try changes(of: [Redaction.record(of: segment)]).compactMap { placed in
            let restatements = Restatement.all(in: placed.change).filter { $0.segment == segment }
            guard !restatements.isEmpty else { return nil }
            return RestatingChange(
                segment: placed.segment,
                number: placed.change.name.number,
                restatements: restatements
            )
        }
    }

    private mutating func pseudonym(of stored: StoredSegment) throws -> String? {
        guard stored.status != .waiting else { return nil }
        let root = stored.root ?? stored.key
        if let known = pseudonyms[root] { return known }
        let pseudonym = try storage.opening(ofRoot: root).certificate?.pseudonym
        pseudonyms[root] = .some(pseudonym)
        return pseudonym
    }
}
