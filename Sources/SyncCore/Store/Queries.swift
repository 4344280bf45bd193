/// Which records a listing shows.
public struct RecordQuery: Hashable, Sendable {
    /// One condition on an indexed field's shown value, or, for a set, on any of its elements.
    public struct Condition: Hashable, Sendable {
        /// How the field's value is compared.
        public enum Comparison: Hashable, Sendable {
            case equals(Value)
            /// Either end may be left out; both are included. Dates, instants and numbers.
            case between(Value?, Value?)
        }

        public let field: FieldNumber
        public let comparison: Comparison

        public init(field: FieldNumber, comparison: Comparison) {
            self.field = field
            self.comparison = comparison
        }
    }

    /// The kinds to show; empty: all kinds of the schema.
    public var kinds: [KindNumber] = []
    /// All must hold.
    public var conditions: [Condition] = []
    /// Words that the searched fields must hold, the last one possibly unfinished.
    public var text: String?
    /// Hexadecimal digits that the record's id begins with.
    public var idPrefix: String?
    public var includesWithdrawn = false
    public var onlyOpenConflicts = false
    /// At most this many records a page, 1 … 1,000.
    public var limit = 100
    /// Where the page before ended: ``RecordPage/next``.
    public var cursor: String?

    public init() {}
}

/// One page of a listing, newest change first.
public struct RecordPage: Hashable, Sendable {
    public let records: [RecordView]
    /// `nil` on the last page.
    public let next: String?

    /// The cursor with which a query goes on after a record, also after one that another query listed: the
    /// order of listings is the same for all.
    public static func cursor(after record: RecordView) -> String {
        ListingCursor(changedAt: record.changedAt, key: record.key).text
    }
}

/// One change in a record's history.
public struct HistoryEntry: Hashable, Sendable {
    public let change: MergeableChange
    /// Who wrote it; the server's control log has none.
    public let pseudonym: String?
    public let rights: Rights?
    /// When it reached this replica, milliseconds since 1970.
    public let arrivedAt: Int64
    /// The segment that carries it; `nil` until it is sealed.
    public let segment: SegmentID?
    /// Whether this replica holds a server's receipt for it, or, on a server, numbered it.
    public let isAcknowledged: Bool
    /// Whether the signature of its segment was checked here.
    ///
    /// Where it was not, a later segment of the same log, whose signature was, names its hash.
    public let isVerified: Bool
    /// Names of its entries that are live now.
    public let live: Set<EntryName>
    /// For each of its entries that is not: the change that superseded it.
    public let supersededBy: [EntryName: ChangeName]
    /// The fields whose writes do not count: its writer had no right to them, or has it no more.
    public let heldBack: [FieldNumber]
    /// What erased its values; `nil` if nothing did.
    public let redaction: Redaction?
    /// When the control log said so.
    public let redactedAt: HybridTime?
}

extension Replica {
    /// One record as it is shown; `nil` if the space has none of the name.
    public func record(_ key: RecordKey, in space: SpaceID) throws(StoreError) -> RecordView? {
        try file.read { storage in
            try storage.record(key, in: storage.space(space).key)?.state.view(
                of: key,
                schema: schema[key.kind]
            )
        }
    }

    /// Whether what an edit asks for is so already, and nothing of it waits for a person: to save it would
    /// change nothing.
    public func holds(_ edit: RecordEdit, in space: SpaceID) throws(StoreError) -> Bool {
        try file.read { storage in
            let state = try storage.record(edit.record, in: storage.space(space).key)?.state ?? RecordState()
            return state.change(for: edit, at: HybridTime(rawValue: 0)) == nil
        }
    }

    /// Brings the projections up to date, then lists.
    public func records(matching query: RecordQuery, in space: SpaceID) throws(StoreError) -> RecordPage {
        try bringProjectionsUpToDate()
        let limit = min(max(query.limit, 1), Limits.pageRecords)
        let kinds = query.kinds.isEmpty ? schema.kinds.map(\.number) : query.kinds
        let listed = try file.read { storage in
            try storage.list(query, kinds: kinds, limit: limit + 1, in: storage.space(space).key)
        }
        var records: [RecordView] = []
        for record in listed.prefix(limit) {
            guard let state = try? RecordState(storedBytes: record.state) else {
                throw .damaged(detail: "the state of a record cannot be read")
            }
            records.append(state.view(of: record.name, schema: schema[record.name.kind]))
        }
        let last = listed.count > limit ? records.last : nil
        return RecordPage(
            records: records,
            next: last.map(RecordPage.cursor(after:))
        )
    }

    /// Oldest first.
    ///
    /// Opens the segments that carry the record's changes.
    ///
    /// - Throws: ``StoreError/unknownRecord(_:)``
    public func history(of key: RecordKey, in space: SpaceID) throws(StoreError) -> [HistoryEntry] {
        try file.read { storage in
            let stored = try storage.space(space)
            guard let record = try storage.record(key, in: stored.key) else {
                throw StoreError.unknownRecord(key)
            }
            return try HistoryReader(storage: storage, space: stored, state: record.state).entries()
        }
    }
}
