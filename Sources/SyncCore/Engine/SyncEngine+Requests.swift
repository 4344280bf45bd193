import FoundationEssentials
import SwiftProtobuf

extension SyncEngine {
    /// Proves membership, and keeps the token.
    func openSession(
        _ nonce: [UInt8],
        for sync: SpaceSync
    ) async throws(SyncMachine.Failure) -> SyncMachine.Outcome {
        guard let server = sync.serverKey else { throw .final(.notEnrolled(sync.space)) }
        tokens[sync.space] = nil
        let body: [UInt8]
        do {
            let proof = try SessionProof(
                certificate: sync.certificate,
                nonce: nonce,
                server: server,
                key: sync.key
            )
            body = try proof.wire.serializedBytes()
        } catch {
            throw .final(.notEnrolled(sync.space))
        }
        let request = HTTPRequest(
            .post,
            sync.path + "/sessions",
            fields: [.protobuf],
            body: .bytes(body)
        )
        let answer = try await send(request, for: sync)
        guard let wire = try? WireSessionAnswer(serializedBytes: answer.body), Self.isToken(wire.token) else {
            throw .final(.notTrusted(.malformed(.session)))
        }
        keep(wire.token, for: sync.space)
        return .sessionOpened
    }

    /// Asks for the signed head, and verifies it.
    func head(for sync: SpaceSync, withVector: Bool) async throws(SyncMachine.Failure) -> SignedHead {
        let target = sync.path + (withVector ? "/heads?vector=1" : "/heads")
        let request = HTTPRequest(.get, target, fields: authorisation(for: sync))
        return try verified(try await send(request, for: sync), for: sync)
    }

    /// Asks for the signed head, and follows its generation from the beginning unless it is the present one:
    /// receipts of it count.
    ///
    /// A device that has receipts shows the last one: a server that does not hold it begins a new generation.
    func learnHead(for sync: SpaceSync) async throws(SyncMachine.Failure) -> SpaceHead {
        let replica = replica
        let space = sync.space
        let receipt: [UInt8]?
        do throws(SyncProblem) {
            receipt = try stored { () throws(StoreError) in try replica.lastReceipt(of: space) }
        } catch {
            throw SyncMachine.Failure(error)
        }
        let head =
            if let receipt {
                try await show(receipt, at: "evidence/receipt", for: sync)
            } else {
                try await self.head(for: sync, withVector: false).head
            }
        do throws(SyncProblem) {
            try stored { () throws(StoreError) in try replica.follow(head.stream.generation, of: space) }
        } catch {
            throw SyncMachine.Failure(error)
        }
        return head
    }

    private func verified(
        _ answer: HTTPAnswer,
        for sync: SpaceSync
    ) throws(SyncMachine.Failure) -> SignedHead {
        do throws(WireError) {
            let head = try SignedHead(decoding: answer.body)
            try head.verify(signedBy: sync.pinned, space: sync.space)
            return head
        } catch {
            throw .final(.notTrusted(error))
        }
    }

    /// Shows the server the last head that it signed for this device: a server that was put back to a copy
    /// from before learns of it, and begins a new generation.
    func showHead(for sync: SpaceSync) async throws(SyncMachine.Failure) -> SpaceHead? {
        let replica = replica
        let kept: [UInt8]?
        do throws(SyncProblem) {
            kept = try stored { () throws(StoreError) in try replica.lastHead(of: sync.space) }
        } catch {
            throw SyncMachine.Failure(error)
        }
        guard let kept else { return nil }
        return try await show(kept, at: "evidence", for: sync)
    }

    private func show(
        _ evidence: [UInt8],
        at name: String,
        for sync: SpaceSync
    ) async throws(SyncMachine.Failure) -> SpaceHead {
        let fields = authorisation(for: sync) + [.protobuf]
        let request = HTTPRequest(.post, "\(sync.path)/\(name)", fields: fields, body: .bytes(evidence))
        return try verified(try await send(request, for: sync), for: sync).head
    }

    /// Pulls, storing as it comes.
    func pull(
        from position: StreamPosition,
        own: Bool,
        batch: Int,
        for sync: inout SpaceSync
    ) async throws(SyncMachine.Failure) -> SyncMachine.Outcome {
        do throws(SyncProblem) {
            try stand(at: position, in: sync.space)
        } catch {
            throw SyncMachine.Failure(error)
        }
        let tell = sync.onProgress
        let before = sync.report.received
        let receiver = PullReceiver(
            into: replica,
            of: sync.space,
            from: position,
            pinned: sync.pinned,
            batchLimit: batch
        ) { count in
            tell(SyncProgress(phase: .receiving, done: before + count, total: nil))
        }
        var target = sync.path + "/segments?after=\(position.position)&digest=\(position.chain)"
        if own { target += "&own=1" }
        let request = HTTPRequest(
            .get,
            target,
            fields: authorisation(for: sync),
            // Not held in memory: each message has its limit, and each batch is stored as it comes.
            answerLimit: .max
        )
        let delivery = await transport.send(request, into: receiver)
        var ended = delivery.receiver
        ended.finish()
        sync.report.received += ended.counts.received
        sync.report.receivedChanges += ended.counts.receivedChanges
        sync.report.forked += ended.counts.forked
        sync.report.gaps += ended.counts.gaps
        sync.report.problems += ended.counts.problems
        if case .head(let head)? = ended.end { sync.serverLacksBlobs = head.lackingBlobs > 0 }
        return .pulled(upTo: ended.position, end: end(of: ended, delivery.result, for: sync))
    }

    private func end(
        of receiver: PullReceiver,
        _ result: Result<HTTPResponseHead, TransportError>,
        for sync: SpaceSync
    ) -> SyncMachine.PullEnd {
        if let end = receiver.end { return end }
        do throws(SyncMachine.Failure) {
            try check(result, body: receiver.refusal.bytes, for: sync)
        } catch {
            return .failed(error)
        }
        // A success without a head: the server ended the stream early.
        return .failed(.passing(.notTrusted(.truncated)))
    }

    /// Keeps where the pull starts, if that is not where the store stands: a new generation, or a first pull.
    private func stand(at position: StreamPosition, in space: SpaceID) throws(SyncProblem) {
        let replica = replica
        try stored { () throws(StoreError) in
            guard try replica.stream(of: space) != position else { return }
            _ = try replica.ingest([
                IncomingBatch(space: space, segments: [], placement: .pulled(upTo: position))
            ])
        }
    }

    /// Sends a request whose answer is small, and takes any refusal for a failure.
    func send(_ request: HTTPRequest, for sync: SpaceSync) async throws(SyncMachine.Failure) -> HTTPAnswer {
        let delivery = await transport.send(request, into: BodyCollector())
        let head = try check(delivery.result, body: delivery.receiver.bytes, for: sync)
        return HTTPAnswer(head: head, body: delivery.receiver.bytes)
    }

    /// Takes note of the server's clock, and throws unless the answer is a success.
    @discardableResult
    func check(
        _ result: Result<HTTPResponseHead, TransportError>,
        body: [UInt8],
        for sync: SpaceSync
    ) throws(SyncMachine.Failure) -> HTTPResponseHead {
        switch result {
        case .failure(let error): throw SyncMachine.Failure(.transport(error))
        case .success(let head):
            let now = surroundings.wallMilliseconds()
            if let date = head["date"].flatMap(HTTPDate.milliseconds) { clockSkew = date - now }
            guard !(200..<300).contains(head.status) else { return head }
            let failure = SyncMachine.Failure(
                refusal: head,
                body: body,
                space: sync.space,
                pinned: sync.pinned,
                now: now
            )
            if case .unauthorised = failure { tokens[sync.space] = nil }
            throw failure
        }
    }

    func authorisation(for sync: SpaceSync) -> [HTTPField] {
        tokens[sync.space].map { [HTTPField("Authorization", "Bearer \($0)")] } ?? []
    }

    /// A token goes into a header line: visible ASCII only, and short.
    static func isToken(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 512 && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}

extension HTTPField {
    static let protobuf = HTTPField("Content-Type", "application/protobuf")
}
