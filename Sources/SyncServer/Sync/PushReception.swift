import SyncCore

/// Takes in what a device pushes: checks that it may, and hands it to the commit queue.
struct PushReception: Sendable {
    let host: Host
    let commits: CommitQueue

    /// One element of a push, in its order.
    enum Item: Sendable {
        case segment(Segment)
        /// Bytes that are no segment.
        case unreadable(LogError)
    }

    /// - Returns: an answer per item, receipts signed.
    /// - Throws: ``Refusal``, and nothing of the push is stored.
    func receive(_ items: [Item], from member: Member, in space: HostedSpace) async throws -> [PushAnswer] {
        let segments = items.compactMap { item -> Segment? in
            if case .segment(let segment) = item { segment } else { nil }
        }
        let host = host
        try await StoreThreads.run {
            if !member.isPresent { try Self.checkOwnLogs(segments, of: member, host: host) }
            try Self.settleStanding(of: segments, in: space, host: host)
        }
        let batch = IncomingBatch(space: space.id, segments: segments, placement: .number)
        var outcomes = segments.isEmpty ? [] : try await commits.store(batch)[...]
        try await StoreThreads.run {
            try host.controlLog.settleTwins(in: Set(segments.map(\.header.log)), of: space)
        }
        try await note(segments, from: member)
        return try items.map { item in
            switch item {
            case .unreadable(let error): return PushAnswer(refusing: nil, because: error)
            case .segment(let segment):
                guard let outcome = outcomes.popFirst() else { throw Refusal.failed }
                return try answer(segment, outcome, in: space.id)
            }
        }
    }

    private func answer(_ segment: Segment, _ outcome: IngestOutcome, in space: SpaceID) throws -> PushAnswer
    {
        switch outcome {
        case .stored(let position?):
            return PushAnswer(segment: segment.id, outcome: .stored(try receipt(segment, position, space)))
        case .forked(let position?):
            return PushAnswer(segment: segment.id, outcome: .forked(try receipt(segment, position, space)))
        case .held(let position?):
            return PushAnswer(segment: segment.id, outcome: .held(try receipt(segment, position, space)))
        case .stored(nil), .forked(nil), .held(nil): throw Refusal.failed
        case .incomplete: return PushAnswer(segment: segment.id, outcome: .incomplete)
        case .gap(let wanted): return PushAnswer(segment: segment.id, outcome: .gap(wanted: wanted))
        case .refused(let error): return PushAnswer(refusing: segment.id, because: error)
        }
    }

    private func receipt(
        _ segment: Segment,
        _ position: StreamPosition,
        _ space: SpaceID
    ) throws -> SignedReceipt {
        try SignedReceipt(space: space, segment: segment.id, stream: position, signedBy: host.key)
    }

    /// Notes that the device was heard of, and how far ahead its clock is.
    private func note(_ segments: [Segment], from member: Member) async throws {
        let now = host.surroundings.wallMilliseconds()
        let ahead = segments.map { $0.header.latest.millisecondsSinceEpoch - now }.max() ?? 0
        // What a request takes on its way, and clocks that are set by hand, are not worth a word.
        let clockAhead = ahead > 60_000 ? ahead : 0
        let database = host.database
        guard clockAhead != member.clockAhead ?? 0 else { return }
        try await StoreThreads.run {
            try database.noteSeen(member.publicKey, at: now, clockAhead: clockAhead)
        }
    }
}

extension PushReception {
    /// A former member may push what it wrote itself, and nothing else.
    private static func checkOwnLogs(_ segments: [Segment], of member: Member, host: Host) throws {
        var own: Set<LogID> = []
        for segment in segments where !own.contains(segment.header.log) {
            let opening =
                try segment.header.opening ?? host.replica.opening(of: segment.header.log, in: member.space)
            guard opening?.publicKey == member.publicKey else { throw Refusal.othersLogs }
            own.insert(segment.header.log)
        }
    }

    /// A certificate says what its holder was given at first.
    ///
    /// Where fewer are left, a log that begins now has those from its first segment on: the control log says
    /// so before the log is stored.
    private static func settleStanding(of segments: [Segment], in space: HostedSpace, host: Host) throws {
        for segment in segments {
            guard let opening = segment.header.opening, let certificate = opening.certificate,
                let member = try host.database.member(opening.publicKey, in: space.id),
                !member.rights.isSuperset(of: certificate.rights),
                try host.replica.opening(of: segment.header.log, in: space.id) == nil,
                (try? certificate.verify(signedBy: [host.key.publicKey])) != nil,
                (try? segment.verifySignature(by: opening.publicKey)) != nil
            else { continue }
            try host.controlLog.setRights(member.rights, ofNew: segment.header.log, in: space)
        }
    }
}

extension PushAnswer {
    /// A refusal of one segment: nothing of it is stored.
    init(refusing segment: SegmentID?, because error: LogError) {
        self.init(segment: segment, outcome: .refused(code: error.code, detail: error.advice))
    }
}
