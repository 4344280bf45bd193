/// Decides what a sync of one space does next.
///
/// It does nothing itself: no clock, no network, no store. Pull and push are two tracks that fail and wait on
/// their own. The order where both are ready: pull, so that a sync with nothing to do is one small request;
/// seal and push; pull once more for the numbers of what was pushed; compare the states; and last the photos,
/// which are large and which no record waits for. Every loop is bounded: attempts, sessions, restarts and
/// comparisons are counted.
public struct SyncMachine: Hashable, Sendable {
    public private(set) var problems: [SyncProblem] = []

    private enum PushStage: Hashable, Sendable {
        case seal
        case own
        case missing
    }

    private var pull = SyncTrack()
    private var push = SyncTrack()
    private var blobs = SyncTrack()
    private var session = SyncTrack()
    private var isCancelled = false

    private var nonce: [UInt8]?
    private var sessionsOpened = 0

    private var position: StreamPosition?
    /// Whether the membership has ended: the device may push what it wrote itself, and no more.
    private var isFormer = false
    private var pullsOwn = false
    private var pullBatch = Limits.pullBatchSegments
    private var restarts = 0
    /// The head of a history that does not have this device's place, until the server has been shown the
    /// device's.
    private var otherHistory: SpaceHead?
    private var hasShownHead = false
    private var head: SpaceHead?

    private var stage = PushStage.seal
    private var pushBatch = Limits.firstPushBatchSegments
    private var offersLeft = Limits.syncOffers
    private var mustOffer = false
    private var hasPushed = false

    private var comparisonsLeft = Limits.syncComparisons
    private var isCompared = false

    /// Begins a sync where the store stands; `nil` before the first one.
    public init(from position: StreamPosition?) {
        self.position = position
    }

    /// The action to carry out; the same one until ``take(_:using:)`` is called.
    public var next: Action {
        if isCancelled { return .finish }
        if let nonce, session.state == .ready { return .openSession(nonce: nonce) }
        if nonce == nil {
            if pull.state == .ready { return pullAction }
            if push.state == .ready { return pushAction }
        }
        let waiting = nonce == nil ? [pull, push] : [session]
        if let pause = waiting.compactMap(\.remainingWait).min() { return .pause(pause) }
        if pull.state == .done, push.state == .done, !isCompared, let head { return .compare(head) }
        if nonce == nil, push.state == .done {
            if blobs.state == .ready { return .bringBlobs }
            if let pause = blobs.remainingWait { return .pause(pause) }
        }
        return .finish
    }

    private var pullAction: Action {
        if otherHistory != nil { return .showHead }
        guard let position, !isFormer else { return .learnHead }
        return .pull(from: position, own: pullsOwn, batch: pullBatch)
    }

    private var pushAction: Action {
        switch stage {
        case .seal: .seal
        case .own: .push(.own, segments: pushBatch)
        case .missing: .push(.missing, segments: pushBatch)
        }
    }

    /// Takes note of what came of ``next``.
    public mutating func take(_ outcome: Outcome, using generator: inout some RandomNumberGenerator) {
        let action = next
        switch outcome {
        case .sessionOpened: takeSession()
        case .learned(let head): learn(head)
        case .shown(let head):
            if let head = head ?? otherHistory { restart(at: head) }
            otherHistory = nil
        case .pulled(let position, let end): takePull(upTo: position, end: end, using: &generator)
        case .sealed: stage = .own
        case .pushed(let result): takePush(result, using: &generator)
        case .compared(let comparison): take(comparison)
        case .broughtBlobs(let result): take(result, using: &generator)
        case .paused:
            guard case .pause(let time) = action else { break }
            pull.letPass(time)
            push.letPass(time)
            blobs.letPass(time)
            session.letPass(time)
        case .failed(let failure): fail(at: action, failure, using: &generator)
        }
    }

    private mutating func takeSession() {
        nonce = nil
        sessionsOpened += 1
        session.forgetFailures()
    }
}

// MARK: Pulling

extension SyncMachine {
    private mutating func takePull(
        upTo reached: StreamPosition,
        end: PullEnd,
        using generator: inout some RandomNumberGenerator
    ) {
        let hasMoved = reached != position
        position = reached
        if hasMoved { pull.forgetFailures() }
        switch end {
        case .head(let head):
            self.head = head
            pullBatch = min(Limits.pullBatchSegments, pullBatch * 2)
            if head.stream.position == reached.position {
                pullsOwn = false
                pull.finish()
            } else if !hasMoved {
                retryPull(.notTrusted(.malformed(.pullElement)), using: &generator)
            }
        case .unknownOwnSegment:
            if pullsOwn { retryPull(.notTrusted(.malformed(.pullElement)), using: &generator) }
            pullsOwn = true
        case .failed(let failure): failPull(failure, using: &generator)
        }
    }

    private mutating func learn(_ head: SpaceHead) {
        if isFormer { pull.fail() } else { position = StreamPosition(start: head.stream.generation) }
    }

    private mutating func failPull(_ failure: Failure, using generator: inout some RandomNumberGenerator) {
        switch failure {
        case .passing(let problem, let retryAfter): retryPull(problem, retryAfter, using: &generator)
        case .unauthorised(let nonce): needSession(nonce)
        case .historyDiffers(let head):
            if hasShownHead { return restart(at: head) }
            hasShownHead = true
            otherHistory = head
        case .final(let problem):
            problems.append(problem)
            if problem.isEndOfMembership, !isFormer { isFormer = true } else { pull.fail() }
        case .cancelled: cancel()
        }
    }

    private mutating func retryPull(
        _ problem: SyncProblem,
        _ retryAfter: Duration? = nil,
        using generator: inout some RandomNumberGenerator
    ) {
        pullBatch = max(1, pullBatch / 2)
        retry(\.pull, problem, retryAfter, using: &generator)
    }

    /// Pulls everything again, from the beginning of the server's present numbering.
    ///
    /// A new generation is an event that the server signed, and no fault. The same generation with another
    /// history is a fault, and reported; the data is exchanged all the same, since merging is idempotent.
    private mutating func restart(at head: SpaceHead) {
        restarts += 1
        let isLast = restarts > Limits.syncRestarts
        if isLast || head.stream.generation == position?.generation {
            problems.append(.historyDiffers(held: position, server: head))
        }
        guard !isLast else { return pull.fail() }
        position = StreamPosition(start: head.stream.generation)
        pullsOwn = false
        mustOffer = true
    }
}

// MARK: Pushing

extension SyncMachine {
    private mutating func takePush(_ result: PushResult, using generator: inout some RandomNumberGenerator) {
        if result.receipted > 0 { hasPushed = true }
        if result.gaps > 0 { mustOffer = true }
        if result.answered > 0 { push.forgetFailures() }
        if let failure = result.failure {
            failPush(failure, using: &generator)
        } else if result.isExhausted {
            endStage()
        } else if result.answered > 0 {
            pushBatch = min(Limits.pushBatchSegments, pushBatch * 2)
        } else {
            retryPush(.notTrusted(.truncated), using: &generator)
        }
    }

    /// Goes on to what the server lacks, or ends the push and pulls the numbers of what was pushed.
    private mutating func endStage() {
        if mustOffer, offersLeft > 0, !isFormer {
            mustOffer = false
            offersLeft -= 1
            stage = .missing
            return
        }
        push.finish()
        pullNumbers()
    }

    /// Pulls the numbers of what was pushed.
    private mutating func pullNumbers() {
        if hasPushed, !isFormer { pull.makeReady() }
        hasPushed = false
    }

    private mutating func failPush(_ failure: Failure, using generator: inout some RandomNumberGenerator) {
        switch failure {
        case .passing(let problem, let retryAfter): retryPush(problem, retryAfter, using: &generator)
        case .unauthorised(let nonce): needSession(nonce)
        case .historyDiffers(let head):
            problems.append(.historyDiffers(held: position, server: head))
            endPush()
        case .final(let problem):
            problems.append(problem)
            endPush()
        case .cancelled: cancel()
        }
    }

    private mutating func retryPush(
        _ problem: SyncProblem,
        _ retryAfter: Duration? = nil,
        using generator: inout some RandomNumberGenerator
    ) {
        pushBatch = max(1, pushBatch / 2)
        retry(\.push, problem, retryAfter, using: &generator)
        if push.state == .failed { endPush() }
    }

    /// Gives up pushing; what was pushed before still has its numbers to be pulled.
    private mutating func endPush() {
        push.fail()
        pullNumbers()
    }
}

// MARK: Sessions, comparing, failing

extension SyncMachine {
    private mutating func take(_ comparison: Comparison) {
        isCompared = true
        comparisonsLeft -= 1
        switch comparison {
        case .settled: break
        case .digestsDiffer(let held, let server):
            problems.append(.digestsDiffer(held: held, server: server))
        case .serverHasMore:
            isCompared = comparisonsLeft <= 0
            if !isCompared { pull.makeReady() }
        case .serverLacks:
            isCompared = comparisonsLeft <= 0 || offersLeft <= 0
            guard !isCompared else { break }
            offersLeft -= 1
            stage = .missing
            push.makeReady()
        case .deviceLacks:
            isCompared = comparisonsLeft <= 0
            guard !isCompared, let head else { break }
            position = StreamPosition(start: head.stream.generation)
            pullsOwn = true
            pull.makeReady()
        }
    }

    private mutating func take(_ result: BlobResult, using generator: inout some RandomNumberGenerator) {
        if result.brought > 0 { blobs.forgetFailures() }
        guard let failure = result.failure else { return blobs.finish() }
        failBlobs(failure, using: &generator)
    }

    private mutating func failBlobs(_ failure: Failure, using generator: inout some RandomNumberGenerator) {
        switch failure {
        case .passing(let problem, let retryAfter):
            retry(\.blobs, problem, retryAfter, using: &generator)
        case .unauthorised(let nonce): needSession(nonce)
        case .final(let problem):
            problems.append(problem)
            blobs.fail()
        case .historyDiffers: blobs.fail()
        case .cancelled: cancel()
        }
    }

    private mutating func needSession(_ nonce: [UInt8]?) {
        guard let nonce, sessionsOpened < Limits.syncSessions else {
            problems.append(.sessionNotAccepted)
            return failBoth()
        }
        self.nonce = nonce
    }

    /// Takes the failure of a whole action to the track that it belongs to.
    private mutating func fail(
        at action: Action,
        _ failure: Failure,
        using generator: inout some RandomNumberGenerator
    ) {
        switch action {
        case .openSession: failSession(failure, using: &generator)
        case .showHead where failure.isOfRequest:
            // A server that does not look at it, or cannot now: the exchange goes on all the same.
            take(.shown(nil), using: &generator)
        case .showHead: failPull(failure, using: &generator)
        case .learnHead, .pull: failPull(failure, using: &generator)
        case .seal, .push: failPush(failure, using: &generator)
        case .compare:
            isCompared = true
            switch failure {
            case .cancelled: cancel()
            case .passing(let problem, _), .final(let problem): problems.append(problem)
            case .unauthorised, .historyDiffers: break
            }
        case .bringBlobs: failBlobs(failure, using: &generator)
        case .pause, .finish:
            if failure == .cancelled { cancel() }
        }
    }

    private mutating func failSession(_ failure: Failure, using generator: inout some RandomNumberGenerator) {
        switch failure {
        case .passing(let problem, let retryAfter):
            retry(\.session, problem, retryAfter, using: &generator)
            if session.state == .failed { failBoth() }
        case .unauthorised(let fresh):
            // The nonce has expired: the answer brings a new one, and counts as a session.
            sessionsOpened += 1
            needSession(fresh)
        case .final(let problem):
            problems.append(problem)
            failBoth()
        case .historyDiffers: failBoth()
        case .cancelled: cancel()
        }
    }

    private mutating func retry(
        _ track: WritableKeyPath<SyncMachine, SyncTrack>,
        _ problem: SyncProblem,
        _ retryAfter: Duration?,
        using generator: inout some RandomNumberGenerator
    ) {
        if let retryAfter, retryAfter > Limits.longestRetryAfter {
            problems.append(.busy(for: retryAfter))
            self[keyPath: track].fail()
        } else if !self[keyPath: track].retry(retryAfter: retryAfter, using: &generator) {
            problems.append(problem)
        }
    }

    private mutating func failBoth() {
        nonce = nil
        pull.fail()
        push.fail()
        blobs.fail()
    }

    private mutating func cancel() {
        isCancelled = true
        problems.append(.cancelled)
    }
}

extension SyncMachine.Failure {
    /// Whether nothing but the request itself failed.
    fileprivate var isOfRequest: Bool {
        switch self {
        case .passing, .final, .historyDiffers: true
        case .unauthorised, .cancelled: false
        }
    }
}

extension StreamPosition {
    /// Where a numbering begins.
    init(start generation: Generation) {
        self.init(generation: generation, position: 0, chain: ChainHash(seed: generation))
    }
}
