import SwiftProtobuf

/// Takes a pull as it arrives: verifies, and stores in batches, so that memory does not grow with the pull.
///
/// The network waits while a batch is stored. What was stored before a failure stays: the stream goes on
/// after any element.
struct PullReceiver: ResponseReceiver {
    /// What is stored, and where the numbering stands with it.
    private(set) var position: StreamPosition
    private(set) var counts = Counts()
    /// What ended the stream: its head, or what is wrong with it.
    private(set) var end: SyncMachine.PullEnd?
    private(set) var refusal = RefusalCollector()

    struct Counts: Sendable {
        var received = 0
        var receivedChanges = 0
        var forked = 0
        var gaps = 0
        var problems: [SyncProblem] = []
    }

    private let replica: Replica
    private let space: SpaceID
    private let pinned: [PublicKey]
    private let batchLimit: Int
    private let onProgress: @Sendable (Int) -> Void

    private var reader = DelimitedReader(limit: Limits.messageBytes)
    /// Where the pull began.
    private let begun: StreamPosition
    /// Where the numbering stands with what waits to be stored.
    private var seen: StreamPosition
    private var waiting: [Segment] = []
    private var waitingBytes = 0

    init(
        into replica: Replica,
        of space: SpaceID,
        from position: StreamPosition,
        pinned: [PublicKey],
        batchLimit: Int,
        onProgress: @escaping @Sendable (Int) -> Void
    ) {
        self.replica = replica
        self.space = space
        self.position = position
        self.pinned = pinned
        self.batchLimit = batchLimit
        self.onProgress = onProgress
        begun = position
        seen = position
    }

    mutating func begin(_ head: HTTPResponseHead) -> Bool {
        refusal.begin(head)
        return true
    }

    mutating func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard refusal.status == 200 else { return refusal.receive(bytes) }
        reader.append(bytes)
        do throws(SyncProblem) {
            while end == nil, let message = try nextMessage() { try take(message) }
        } catch {
            end = .failed(SyncMachine.Failure(error))
        }
        return end == nil || isWhole
    }

    /// Stores what was whole when the transfer ended.
    mutating func finish() {
        guard !waiting.isEmpty || seen != position else { return }
        do throws(SyncProblem) {
            try store()
        } catch {
            end = .failed(SyncMachine.Failure(error))
        }
    }

    private var isWhole: Bool {
        if case .head? = end { true } else { false }
    }

    private mutating func nextMessage() throws(SyncProblem) -> PullItem? {
        do throws(WireError) {
            guard let bytes = try reader.next() else { return nil }
            guard let wire = try? WirePullElement(serializedBytes: bytes) else {
                throw .malformed(.pullElement)
            }
            return try PullItem(wire)
        } catch {
            throw .notTrusted(error)
        }
    }

    private mutating func take(_ item: PullItem) throws(SyncProblem) {
        switch item {
        case .head(let head): try take(head)
        case .segment(let number, let id, let segment):
            guard number == seen.position + 1 else { throw .notTrusted(.malformed(.pullElement)) }
            if segment == nil, try !holds(id) {
                try store()
                end = .unknownOwnSegment
                return
            }
            seen = StreamPosition(
                generation: seen.generation,
                position: number,
                chain: seen.chain.extended(by: id)
            )
            guard let segment else { return }
            waiting.append(segment)
            waitingBytes += segment.headerBytes.count + segment.body.count
            if waiting.count >= batchLimit || waitingBytes >= Limits.pullBatchBytes { try store() }
        }
    }

    /// Checks the end of the pull: signed by a pinned key, and the chain that was walked is the server's.
    private mutating func take(_ signed: SignedHead) throws(SyncProblem) {
        do throws(WireError) {
            try signed.verify(signedBy: pinned, space: space)
        } catch {
            throw .notTrusted(error)
        }
        let stream = signed.head.stream
        guard stream.generation == seen.generation, stream.position >= seen.position,
            stream.position > seen.position || stream.chain == seen.chain
        else {
            end = .failed(.historyDiffers(signed.head))
            return
        }
        try store()
        if signed.head.stream != begun { try keep(signed) }
        end = .head(signed.head)
    }

    private func keep(_ head: SignedHead) throws(SyncProblem) {
        guard let bytes: [UInt8] = try? head.wire.serializedBytes() else { return }
        do throws(StoreError) {
            try replica.keepHead(bytes, of: space)
        } catch {
            throw .store(error)
        }
    }

    private func holds(_ id: SegmentID) throws(SyncProblem) -> Bool {
        do throws(StoreError) {
            return try replica.holds(id)
        } catch {
            throw .store(error)
        }
    }

    private mutating func store() throws(SyncProblem) {
        guard !waiting.isEmpty || seen != position else { return }
        let batch = IncomingBatch(space: space, segments: waiting, placement: .pulled(upTo: seen))
        let outcomes: [IngestOutcome]
        do throws(StoreError) {
            outcomes = try replica.ingest([batch]).flatMap { $0 }
        } catch {
            throw .store(error)
        }
        for (segment, outcome) in zip(waiting, outcomes) { count(outcome, of: segment) }
        position = seen
        waiting = []
        waitingBytes = 0
        onProgress(counts.received)
    }

    private mutating func count(_ outcome: IngestOutcome, of segment: Segment) {
        switch outcome {
        case .stored, .incomplete, .held, .forked:
            counts.received += 1
            counts.receivedChanges += segment.header.count
            if case .forked = outcome { counts.forked += 1 }
        case .gap: counts.gaps += 1
        case .refused(let error): counts.problems.append(.segmentNotAccepted(segment.id, error))
        }
    }
}
