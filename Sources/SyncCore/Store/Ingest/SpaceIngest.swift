/// The one way in: places verified segments in the logs of one space, and merges them, inside one
/// transaction.
///
/// A laptop, a server and a bundle use it alike. Placing is a function of the set of segments: what waits for
/// a predecessor is placed when that comes, so the order of arrival does not matter.
struct SpaceIngest<Storage: StorageTransaction> {
    private let storage: Storage
    private var logs: LogPlacing<Storage>
    /// The space as it was before the transaction.
    private let former: StoredSpace
    private var records: TouchedRecords
    private let control: ControlReader<Storage>
    private var writers: [RowKey<StoredSegment>: Writer] = [:]
    private var standings: [RowKey<StoredLog>: LogStanding] = [:]
    /// Whether the device's own log came from elsewhere, so that it cannot go on in it.
    private var mustLeaveLog = false
    /// Logs to judge again, since a segment has come that a standing change of theirs names.
    private var logsToJudge: Set<LogID> = []
    /// The server's numbering that the present batch was pulled from.
    private var pulledFrom: Generation?

    init(of space: StoredSpace, in storage: Storage, now: Int64) {
        self.storage = storage
        former = space
        logs = LogPlacing(storage: storage, now: now, space: space)
        records = TouchedRecords(of: space.key)
        control = ControlReader(storage, of: space.key)
    }

    /// Takes in one batch; the verdicts are of its segments, in their order, and so are the outcomes.
    mutating func take(_ batch: IncomingBatch, verdicts: [Verdict]) throws -> [IngestOutcome] {
        switch batch.placement {
        case .pulled(let position): pulledFrom = position.generation
        case .number:
            precondition(logs.space.isNumbering, "a server starts a generation before it numbers segments")
            pulledFrom = nil
        case .none: pulledFrom = nil
        }
        var outcomes = batch.segments.map { IngestOutcome.gap(wanted: $0.id) }
        let byNumber = batch.segments.indices.sorted {
            batch.segments[$0].header.first < batch.segments[$1].header.first
        }
        for index in byNumber {
            switch verdicts[index] {
            case .refused(let error): outcomes[index] = .refused(error)
            case .verified(let segment): outcomes[index] = try enter(segment)
            case .held:
                guard let held = try storage.segment(batch.segments[index].id) else { continue }
                outcomes[index] = try answer(for: held)
            }
        }
        if case .pulled(let position) = batch.placement { logs.space.stream = position }
        return outcomes
    }

    /// Enters a segment that this device has just sealed; its changes are merged already.
    mutating func adopt(_ segment: Segment, in log: StoredLog) throws {
        let placed = try logs.place(
            segment,
            isIncomplete: false,
            rightsLeft: standing(of: log).rightsLeft(for: segment.id),
            at: nil,
            after: logs.predecessor(of: segment.header, in: log),
            in: log
        )
        guard let placed else { throw LogError.tooManyBranches }
        let changes = try zip(segment.header.first..., segment.leaves()).map { number, leaf in
            try leaf.change(in: log.id, number: number)
        }
        try storage.keepBlobs(BlobID.named(by: changes), of: placed.key, in: logs.space.key)
    }

    /// Writes the records, and where the space stands; nothing if nothing has changed, so that a repeated
    /// exchange costs no write to the disk.
    mutating func finish(using generator: inout some RandomNumberGenerator) throws {
        try records.flush(to: storage, digest: &logs.space.digest)
        let effects = ControlEffects(in: storage, of: logs.space.key)
        let difference = try effects.carryOut(records.takeChangedControls(), judging: logsToJudge)
        logs.space.digest = logs.space.digest + difference
        logsToJudge = []
        if mustLeaveLog, let current = former.currentLog {
            let renewal = LogRenewal(in: storage, of: former, now: logs.now)
            let difference = try renewal.leave(storage.log(at: current), using: &generator)
            logs.space.digest = logs.space.digest + difference
        }
        let space = logs.space
        guard space.digest != former.digest || space.stream != former.stream || space.clock != former.clock
        else { return }
        try storage.setState(of: space)
    }

    // MARK: One segment

    private mutating func enter(_ arriving: VerifiedSegment) throws -> IngestOutcome {
        let verified = try arriving.erased(by: control.redactions(of: arriving.segment.id))
        let segment = verified.segment
        if let held = try storage.segment(segment.id) {
            return try enterAgain(verified, over: held)
        }
        let log = try storage.ensureLog(segment.header.log, of: logs.space.key)
        let predecessor = try logs.predecessor(of: segment.header, in: log)
        switch predecessor {
        case .refused(let error): return .refused(error)
        case .missing: return try logs.keepWaiting(verified, in: log)
        case .none, .placed: break
        }
        do {
            let outcome = try place(verified, at: nil, after: predecessor, in: log)
            try placeWaiting(after: segment.id)
            return outcome
        } catch let error as LogError {
            return .refused(error)
        }
    }

    /// - Throws: ``LogError`` before anything is written.
    private mutating func place(
        _ verified: VerifiedSegment,
        at row: RowKey<StoredSegment>?,
        after predecessor: LogPlacing<Storage>.Predecessor,
        in log: StoredLog
    ) throws -> IngestOutcome {
        if !verified.isVerified {
            guard let opening = log.opening else { throw LogError.unknownSigner }
            try verified.segment.verifySignature(by: opening.publicKey)
        }
        let standing = try standing(of: log)
        let rightsLeft = standing.rightsLeft(for: verified.segment.id)
        let placed = try logs.place(
            verified.segment,
            isIncomplete: verified.isIncomplete,
            rightsLeft: rightsLeft,
            at: row,
            after: predecessor,
            in: log
        )
        guard let placed else { throw LogError.tooManyBranches }
        if log.opening == nil, let opening = verified.segment.header.opening {
            try removeForgeries(in: log, signedBy: opening.publicKey)
        }
        if standing.names(verified.segment.id) { logsToJudge.insert(log.id) }
        // A segment of this device's own log that it does not hold: its store was restored or cloned.
        if log.key == former.currentLog { mustLeaveLog = true }
        if let pulledFrom { try storage.setSafe(placed.key, in: pulledFrom) }
        try storage.keepBlobs(BlobID.named(by: verified.changes), of: placed.key, in: logs.space.key)
        let writer = try writer(ofRoot: placed.root)
        try merge(verified.changes, by: writer.limited(to: rightsLeft))
        if verified.isIncomplete { return .incomplete }
        if writer.limited(to: rightsLeft) != writer { return .held(position: placed.position) }
        return placed.isForked ? .forked(position: placed.position) : .stored(position: placed.position)
    }

    /// Removes what waits in a log and its writer has not signed, now that the writer is known: its
    /// predecessor may never come.
    private func removeForgeries(in log: StoredLog, signedBy key: PublicKey) throws {
        for waiting in try storage.waitingSegments(in: log.key) where !waiting.isVerified {
            do {
                try storage.bytes(of: waiting.key).verifySignature(by: key)
            } catch is LogError {
                try storage.remove(waiting.key)
            }
        }
    }

    /// Places what waited for a segment, and what waited for that.
    private mutating func placeWaiting(after id: SegmentID) throws {
        var frontier = [id]
        while let id = frontier.popLast() {
            for waiting in try storage.segments(waitingFor: id) {
                let segment = try storage.bytes(of: waiting.key)
                let log = try storage.log(at: waiting.log)
                let predecessor = try logs.predecessor(of: segment.header, in: log)
                do {
                    if case .refused(let error) = predecessor { throw error }
                    let verified = try SegmentVerifier.open(segment, isVerified: waiting.isVerified)
                        .erased(by: control.redactions(of: segment.id))
                    _ = try place(verified, at: waiting.key, after: predecessor, in: log)
                    frontier.append(waiting.id)
                } catch is LogError {
                    try storage.remove(waiting.key)
                }
            }
        }
    }

    // MARK: A segment that is held

    private mutating func enterAgain(
        _ verified: VerifiedSegment,
        over held: StoredSegment
    ) throws -> IngestOutcome {
        switch held.status {
        case .merged: return try answer(for: held)
        case .waiting:
            guard verified.isVerified, !held.isVerified else { return try answer(for: held) }
            // It may have been erased since it came first.
            if try verified.segment.leaves().contains(where: \.lacksPayload) { try storage.setErasing(true) }
            try storage.remove(held.key)
            return try enter(verified)
        case .incomplete:
            let former = try storage.bytes(of: held.key)
            guard let filled = try former.filled(from: verified.segment) else { return .incomplete }
            return try fill(held, with: filled)
        }
    }

    /// Puts payloads in that had been missing.
    ///
    /// On a server the segment is numbered again, so that those who have pulled it meet the payloads too.
    private mutating func fill(_ held: StoredSegment, with segment: Segment) throws -> IngestOutcome {
        let verified = try SegmentVerifier.open(segment, isVerified: true)
            .erased(by: control.redactions(of: segment.id))
        try storage.replaceBytes(of: held.key, by: segment)
        let placing = SegmentPlacing(
            status: verified.isIncomplete ? .incomplete : .merged,
            isVerified: true,
            root: held.root,
            rightsLeft: held.rightsLeft,
            arrivedAt: logs.now
        )
        try storage.place(held.key, as: placing)
        try storage.keepBlobs(BlobID.named(by: verified.changes), of: held.key, in: logs.space.key)
        let writer = try writer(ofRoot: held.root ?? held.key)
        try merge(verified.changes, by: writer.limited(to: held.rightsLeft))
        let position = try logs.number(held.id, at: held.key)
        return verified.isIncomplete ? .incomplete : .stored(position: position)
    }

    private mutating func answer(for held: StoredSegment) throws -> IngestOutcome {
        switch held.status {
        case .waiting: return .gap(wanted: try logs.firstMissing(from: held.id))
        case .incomplete: return .incomplete
        case .merged:
            if let pulledFrom { try storage.setSafe(held.key, in: pulledFrom) }
            let position = try storage.position(of: held.key, in: logs.space)
            let writer = try writer(ofRoot: held.root ?? held.key)
            if writer.limited(to: held.rightsLeft) != writer { return .held(position: position) }
            let isForked = try storage.log(at: held.log).isForked
            return isForked ? .forked(position: position) : .stored(position: position)
        }
    }

    // MARK: Merging

    private mutating func merge(_ changes: [MergeableChange], by writer: Writer) throws {
        for change in changes { logs.space.clock.absorb(change.time, wallMilliseconds: logs.now) }
        try records.merge(changes, by: writer, in: storage)
        if records.isFull { try records.flush(to: storage, digest: &logs.space.digest) }
    }

    private mutating func writer(ofRoot root: RowKey<StoredSegment>) throws -> Writer {
        if let writer = writers[root] { return writer }
        let writer = try storage.opening(ofRoot: root).writer
        writers[root] = writer
        return writer
    }

    private mutating func standing(of log: StoredLog) throws -> LogStanding {
        if let standing = standings[log.key] { return standing }
        let standing = try control.standing(of: log)
        standings[log.key] = standing
        return standing
    }
}

extension VerifiedSegment {
    /// The segment as it is to be stored and merged where these redactions hold.
    fileprivate func erased(by redactions: SegmentRedactions) throws(LogError) -> VerifiedSegment {
        guard !redactions.isEmpty else { return self }
        let segment = try segment.erased(by: redactions) ?? segment
        let leaves = try segment.leaves()
        return VerifiedSegment(
            segment: segment,
            changes: try redactions.changes(in: segment.header, leaves: leaves),
            isIncomplete: redactions.leavesHole(in: segment.header, leaves: leaves),
            isVerified: isVerified
        )
    }
}

extension LogOpening {
    /// Who writes the log, once the opening was verified: see ``writer(in:trusting:)``.
    var writer: Writer { certificate.map { .member($0.rights) } ?? .control }
}
