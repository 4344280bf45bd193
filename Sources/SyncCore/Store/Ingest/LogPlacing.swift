/// Enters segments of one space in their logs, and gives them a server's numbers.
///
/// What waits, forks or is quarantined is decided here.
struct LogPlacing<Storage: StorageTransaction> {
    /// What a segment continues.
    enum Predecessor {
        /// Nothing: it is the first of its log.
        case none
        case placed(StoredSegment)
        /// Not held, or it waits itself.
        case missing
        case refused(LogError)
    }

    let storage: Storage
    /// Milliseconds since 1970: when the segments arrive.
    let now: Int64
    var space: StoredSpace

    func predecessor(of header: SegmentHeader, in log: StoredLog) throws -> Predecessor {
        guard let previous = header.previous else { return .none }
        guard let before = try storage.segment(previous), before.status != .waiting else { return .missing }
        guard before.log == log.key, before.last + 1 == header.first else {
            return .refused(.malformed(.header))
        }
        return .placed(before)
    }

    /// Gives a segment its place.
    ///
    /// A `row` is there if it has waited. The result is `nil` if the log has too many branches for one more.
    mutating func place(
        _ segment: Segment,
        isIncomplete: Bool,
        rightsLeft: Rights?,
        at row: RowKey<StoredSegment>?,
        after predecessor: Predecessor,
        in log: StoredLog
    ) throws -> Placed? {
        var previous: StoredSegment?
        if case .placed(let before) = predecessor { previous = before }
        let heads = try storage.headCount(of: log.key)
        let forks = previous.map { !$0.isHead } ?? (heads > 0)
        guard !forks || heads < Limits.logHeads else { return nil }
        let placing = SegmentPlacing(
            status: isIncomplete ? .incomplete : .merged,
            isVerified: true,
            root: previous?.root,
            rightsLeft: rightsLeft,
            arrivedAt: now
        )
        let key: RowKey<StoredSegment>
        if let row {
            try storage.place(row, as: placing)
            key = row
        } else {
            key = try storage.append(segment, to: log.key, as: placing)
        }
        if let previous { try storage.setContinued(previous.key) }
        if forks { try storage.setForked(log.key) }
        if let opening = segment.header.opening, log.opening == nil {
            try storage.setOpening(opening, of: log.key)
        }
        let position = try number(segment.id, at: key)
        return Placed(
            key: key,
            root: previous?.root ?? key,
            position: position,
            isForked: forks || log.isForked
        )
    }

    /// What ``place(_:isIncomplete:rightsLeft:at:after:in:)`` did.
    struct Placed {
        let key: RowKey<StoredSegment>
        let root: RowKey<StoredSegment>
        let position: StreamPosition?
        let isForked: Bool
    }

    /// On a server: gives a segment the next N.
    mutating func number(_ id: SegmentID, at key: RowKey<StoredSegment>) throws -> StreamPosition? {
        guard space.isNumbering, let stream = space.stream else { return nil }
        let next = stream.extended(by: id)
        try storage.appendNumber(next, of: key, in: space.key)
        space.stream = next
        return next
    }

    /// Keeps a segment until its predecessor comes, if the log's room for that suffices.
    ///
    /// - Returns: the first segment that is missing before it.
    func keepWaiting(_ verified: VerifiedSegment, in log: StoredLog) throws -> IngestOutcome {
        let segment = verified.segment
        guard let previous = segment.header.previous else { return .refused(.malformed(.header)) }
        if try storage.waitingBytes(of: log.key) + segment.storedSize <= Limits.waitingBytes {
            let placing = SegmentPlacing(
                status: .waiting,
                isVerified: verified.isVerified,
                root: nil,
                arrivedAt: now
            )
            _ = try storage.append(segment, to: log.key, as: placing)
        }
        return .gap(wanted: try firstMissing(from: previous))
    }

    /// Follows segments that wait back to the first one that is not held.
    func firstMissing(from id: SegmentID) throws -> SegmentID {
        var wanted = id
        while let held = try storage.segment(wanted), held.status == .waiting, let previous = held.previous {
            wanted = previous
        }
        return wanted
    }
}
