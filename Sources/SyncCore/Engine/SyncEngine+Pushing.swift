import FoundationEssentials
import SwiftProtobuf

extension SyncEngine {
    /// Sends segments, and keeps the receipts that a pinned key signed.
    func push(
        _ source: SyncMachine.PushSource,
        countLimit: Int,
        for sync: inout SpaceSync
    ) async throws(SyncMachine.Failure) -> SyncMachine.PushResult {
        if source == .missing, sync.serverVector == nil, sync.holes.isEmpty {
            sync.serverVector = try await head(for: sync, withVector: true).vector
            // What was set aside waited for what is offered now.
            sync.setAside = []
        }
        var result = SyncMachine.PushResult()
        let segments: [Segment]
        do throws(SyncProblem) {
            segments = try next(from: source, countLimit: countLimit, for: sync)
        } catch {
            throw SyncMachine.Failure(error)
        }
        guard !segments.isEmpty else {
            sync.serverVector = nil
            result.isExhausted = true
            return result
        }
        let total = sync.report.sent + segments.count
        sync.tell(.sending, done: sync.report.sent, total: total)
        let request = try pushRequest(of: segments, for: sync)
        let receiver = PushReceiver(segments.map(\.id), of: sync.space, pinned: sync.pinned)
        let delivery = await transport.send(request, into: receiver)
        let answers = delivery.receiver
        take(answers.answers, to: segments, for: &sync, into: &result)
        do throws(SyncMachine.Failure) {
            try keep(answers.receipts, for: &sync)
            if let problem = answers.problem { throw SyncMachine.Failure(problem) }
            try check(delivery.result, body: answers.refusal.bytes, for: sync)
            if answers.answers.count < segments.count { throw .passing(.notTrusted(.truncated)) }
        } catch {
            result.failure = error
        }
        sync.tell(.sending, done: sync.report.sent, total: total)
        return result
    }

    private func pushRequest(
        of segments: [Segment],
        for sync: SpaceSync
    ) throws(SyncMachine.Failure) -> HTTPRequest {
        var body = DelimitedWriter()
        do {
            for segment in segments { try body.append(segment.wire) }
        } catch {
            throw .final(.store(.damaged(detail: "a stored segment cannot be encoded")))
        }
        return HTTPRequest(
            .post,
            sync.path + "/segments",
            fields: authorisation(for: sync) + [.protobuf],
            body: .bytes(body.take()),
            answerLimit: segments.count * Limits.pushAnswerBytes + Limits.answerHeadBytes
        )
    }

    /// The next segments that the server has not answered for in this sync.
    private func next(
        from source: SyncMachine.PushSource,
        countLimit: Int,
        for sync: SpaceSync
    ) throws(SyncProblem) -> [Segment] {
        if source == .missing, !sync.holes.isEmpty {
            return sync.holes.prefix(countLimit).prefix(upToBytes: Limits.pushBatchBytes)
        }
        let replica = replica
        // The store gives the first ones it finds, of which some may be set aside: look behind those.
        let count = countLimit + sync.setAside.count
        let bytes = Limits.pushBatchBytes + sync.setAside.count * Limits.encodedSegmentBytes
        let found = try stored { () throws(StoreError) in
            switch source {
            case .own:
                try replica.unacknowledgedSegments(of: sync.space, countLimit: count, byteLimit: bytes)
            case .missing:
                try replica.segments(
                    of: sync.space,
                    missingFrom: sync.serverVector ?? VersionVector(),
                    countLimit: count,
                    byteLimit: bytes
                )
            }
        }
        return found.filter { !sync.setAside.contains($0.id) }.prefix(countLimit)
            .prefix(upToBytes: Limits.pushBatchBytes)
    }

    private func take(
        _ answers: [PushAnswer],
        to segments: [Segment],
        for sync: inout SpaceSync,
        into result: inout SyncMachine.PushResult
    ) {
        result.answered = answers.count
        sync.report.sent += answers.count
        // One that was to fill a hole is not tried twice, whatever came of it.
        let answered = Set(segments.prefix(answers.count).map(\.id))
        sync.holes.removeAll { answered.contains($0.id) }
        for (segment, answer) in zip(segments, answers) {
            sync.setAside.insert(segment.id)
            sync.report.sentChanges += segment.header.count
            switch answer.outcome {
            case .stored: break
            case .held: sync.report.held += 1
            case .forked: sync.report.forked += 1
            case .incomplete: sync.report.incomplete += 1
            case .gap:
                sync.report.gaps += 1
                result.gaps += 1
            case .refused(let code, let detail):
                sync.report.refusals.append(.init(segment: segment.id, code: code, detail: detail))
            }
            guard answer.outcome.receipt != nil else { continue }
            result.receipted += 1
            sync.report.receiptedChanges += segment.header.count
        }
        sync.report.receipted += result.receipted
    }

    private func keep(_ receipts: [SignedReceipt], for sync: inout SpaceSync) throws(SyncMachine.Failure) {
        guard !receipts.isEmpty else { return }
        let replica = replica
        let space = sync.space
        do {
            let kept = try receipts.map {
                (segment: $0.segment, position: $0.stream, signed: try $0.encoded())
            }
            try replica.keepReceipts(kept, in: space)
        } catch let error as StoreError {
            throw SyncMachine.Failure(.store(error))
        } catch {
            throw .final(.notTrusted(.malformed(.receipt)))
        }
    }

    /// Compares the state with the server's, if both hold the same segments.
    ///
    /// Equal vectors mean equal digests. Where the digests differ, the vectors tell whether one side only has
    /// something new.
    func compare(
        _ head: SpaceHead,
        for sync: inout SpaceSync
    ) async throws(SyncMachine.Failure) -> SyncMachine.Comparison {
        sync.tell(.comparing)
        if try await findHoles(head, for: &sync) { return .serverLacks }
        let replica = replica
        let space = sync.space
        do throws(SyncProblem) {
            // What is held back is in no state: the number of segments tells whether one was passed by.
            let (digest, count) = try stored { () throws(StoreError) in
                (try replica.digest(of: space), try replica.placedSegments(of: space))
            }
            if digest == head.digest, count == head.stream.position { return .settled }
        } catch {
            throw SyncMachine.Failure(error)
        }
        let server = try await self.head(for: sync, withVector: true)
        do throws(SyncProblem) {
            let vector = try stored { () throws(StoreError) in try replica.vector(of: space) }
            let digest = try stored { () throws(StoreError) in try replica.digest(of: space) }
            if server.head.stream.position > head.stream.position { return .serverHasMore }
            if vector != server.vector {
                let isBehind = try lacks(server.vector, holding: vector)
                if isBehind, !sync.pullsAnew {
                    sync.pullsAnew = true
                    return .deviceLacks
                }
                sync.serverVector = server.vector
                let lacking = try next(from: .missing, countLimit: 1, for: sync)
                if lacking.isEmpty { sync.serverVector = nil }
                return lacking.isEmpty ? .settled : .serverLacks
            }
            let unsealed = try stored { () throws(StoreError) in try replica.spaces() }.first {
                $0.id == space
            }?.unsealedChanges
            guard unsealed == 0, digest != server.head.digest else { return .settled }
            return .digestsDiffer(held: digest, server: server.head.digest)
        } catch {
            throw SyncMachine.Failure(error)
        }
    }

    /// Asks for the segments that the server holds with a payload missing; once a sync.
    ///
    /// - Returns: whether this device holds any of them whole.
    private func findHoles(
        _ head: SpaceHead,
        for sync: inout SpaceSync
    ) async throws(SyncMachine.Failure) -> Bool {
        guard head.incompleteSegments > 0, !sync.hasAskedForHoles else { return false }
        sync.hasAskedForHoles = true
        let request = HTTPRequest(
            .get,
            sync.path + "/segments/incomplete",
            fields: authorisation(for: sync)
        )
        let answer = try await send(request, for: sync)
        guard let page = try? JSONDecoder().decode(IncompleteSegments.self, from: Data(answer.body)) else {
            throw .final(.notTrusted(.malformed(.head)))
        }
        let ids = page.incomplete.compactMap { SegmentID(hexadecimal: $0) }
        let replica = replica
        do throws(SyncProblem) {
            sync.holes = try stored { () throws(StoreError) in try replica.wholeSegments(among: ids) }
        } catch {
            throw SyncMachine.Failure(error)
        }
        return !sync.holes.isEmpty
    }

    /// Whether a head of the server's has no place in this device's logs.
    private func lacks(
        _ server: VersionVector,
        holding held: VersionVector
    ) throws(SyncProblem) -> Bool {
        let replica = replica
        return try stored { () throws(StoreError) in
            for (log, heads) in server.heads {
                let reached = held.heads[log]?.last?.number ?? 0
                for head in heads {
                    if head.number > reached { return true }
                    if try !replica.holds(head.segment) { return true }
                }
            }
            return false
        }
    }
}

/// What the server says it holds with a payload missing.
private struct IncompleteSegments: Decodable {
    let incomplete: [String]
}

extension Collection<Segment> {
    /// The first ones that together have at most so many bytes; one is given even if it has more.
    fileprivate func prefix(upToBytes limit: Int) -> [Segment] {
        var size = 0
        return Array(
            prefix { segment in
                size += segment.headerBytes.count + segment.signature.count + segment.body.count
                return size <= limit || size <= Limits.encodedSegmentBytes
            }
        )
    }
}
