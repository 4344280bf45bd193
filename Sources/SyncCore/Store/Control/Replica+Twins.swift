extension Replica {
    /// Erases twins of erased changes, in one commit; for the space's server.
    ///
    /// Copies of a log that had parted may each seal a change that both hold. What is erased of it in one
    /// segment is erased in every other one that carries it, on the same ground, also if that comes later.
    ///
    /// - Parameters:
    ///   - logs: of which segments have come or were redacted; `nil` for all.
    ///   - space: the space.
    ///   - key: the server's.
    ///   - beforeCommit: is given what was sealed; nothing is written if it throws.
    /// - Returns: whether there were any.
    /// - Throws: ``StoreError``
    public func redactTwins(
        in logs: Set<LogID>? = nil,
        of space: SpaceID,
        sealingWith key: SigningKey,
        beforeCommit: ([Segment]) throws -> Void = { _ in }
    ) throws(StoreError) -> Bool {
        let forked = try file.read { storage in
            let key = try storage.space(space).key
            let asked = try logs.map { try $0.compactMap { try storage.log($0, of: key) } }
            return try (asked ?? storage.logs(of: key)).filter(\.isForked).map(\.id).sorted()
        }
        guard !forked.isEmpty else { return false }
        let plan = try redact(in: space, sealingWith: key, beforeCommit: beforeCommit) { storage in
            var finder = TwinFinder(in: storage, of: try storage.space(space).key)
            for log in forked { try finder.look(in: log) }
            return RedactionPlan(of: finder.redactions, restating: finder.restatements)
        }
        return !plan.redactions.isEmpty
    }
}

/// Looks for changes that are erased in one segment and whole in another.
private struct TwinFinder<Storage: StorageReader> {
    private struct Erased {
        let redaction: Redaction
        let restated: [Restatement]
    }

    private(set) var redactions: [Redaction] = []
    private(set) var restatements: [Restatement] = []
    private let storage: Storage
    private let space: RowKey<StoredSpace>
    private let control: ControlReader<Storage>
    private var reader: PlacedChangeReader<Storage>

    init(in storage: Storage, of space: RowKey<StoredSpace>) {
        self.storage = storage
        self.space = space
        control = ControlReader(storage, of: space)
        reader = PlacedChangeReader(storage, of: space)
    }

    mutating func look(in id: LogID) throws {
        guard let log = try storage.log(id, of: space) else { return }
        let carriers = try storage.placedSegments(in: log.key)
        var erased: [ChangeName: Erased] = [:]
        for carrier in carriers {
            let redactions = try control.redactions(of: carrier.id)
            guard !redactions.isEmpty else { continue }
            for placed in try reader.changes(of: carrier) {
                let name = placed.change.name
                guard let redaction = placed.redaction else { continue }
                erased[name] = Erased(redaction: redaction, restated: redactions.restated(of: name.number))
            }
        }
        guard !erased.isEmpty else { return }
        for carrier in carriers {
            for placed in try reader.changes(of: carrier) where placed.redaction == nil {
                guard let twin = erased[placed.change.name] else { continue }
                take(placed, as: twin)
            }
        }
    }

    private mutating func take(_ placed: PlacedChange, as twin: Erased) {
        let number = placed.change.name.number
        redactions.append(
            Redaction(segment: placed.segment, numbers: number...number, ground: twin.redaction.ground)
        )
        restatements += twin.restated.map {
            Restatement(segment: placed.segment, number: number, position: $0.position, value: $0.value)
        }
    }
}
