import SwiftProtobuf
import SyncCore

@testable import SyncServer

extension TestDevice {
    // MARK: Requests

    func post(
        _ path: String,
        _ body: [UInt8],
        type: String? = "application/protobuf",
        token: String? = nil
    ) async throws -> HTTPAnswer {
        var fields: [SyncCore.HTTPField] = []
        if let type { fields.append(SyncCore.HTTPField("Content-Type", type)) }
        if let token { fields.append(SyncCore.HTTPField("Authorization", "Bearer \(token)")) }
        return try await transport.send(HTTPRequest(.post, path, fields: fields, body: .bytes(body)))
    }

    func get(_ path: String, token: String? = nil, wait: Int = 0) async throws -> HTTPAnswer {
        let fields = token.map { [SyncCore.HTTPField("Authorization", "Bearer \($0)")] } ?? []
        return try await transport.send(HTTPRequest(.get, path, fields: fields, serverWait: wait))
    }

    func problem(_ answer: HTTPAnswer) throws -> Problem {
        try Problem(decoding: .init(answer.body), status: answer.head.status)
    }

    // MARK: Push

    func push(_ segments: [Segment], to name: String = "hv-shared") async throws -> HTTPAnswer {
        var writer = DelimitedWriter()
        for segment in segments { try writer.append(segment.wire) }
        return try await push(bytes: writer.take(), to: name)
    }

    func push(bytes: [UInt8], to name: String = "hv-shared") async throws -> HTTPAnswer {
        try await post(try path(name, "segments"), bytes, token: tokens[name])
    }

    /// Pushes what is unsent; every answer must be a receipt that verifies, and is kept.
    @discardableResult
    func pushAll(_ name: String = "hv-shared") async throws -> [SignedReceipt] {
        let segments = try unsent(name)
        let answers = try answers(in: try await push(segments, to: name))
        guard let serverKey, answers.count == segments.count else { throw TestFailure.notEnrolled }
        let space = try membership(name).space
        let receipts = try zip(answers, segments).map { answer, segment in
            let receipt = try receipt(in: answer)
            try receipt.verify(signedBy: [serverKey], space: space, segment: segment.id)
            return receipt
        }
        try replica.keepReceipts(
            receipts.map { ($0.segment, $0.stream, try $0.encoded()) },
            in: space
        )
        return receipts
    }

    private func receipt(in answer: PushAnswer) throws -> SignedReceipt {
        switch answer.outcome {
        case .stored(let receipt), .held(let receipt), .forked(let receipt): return receipt
        case .gap, .incomplete, .refused: throw TestFailure.noReceipt
        }
    }

    func answers(in answer: HTTPAnswer) throws -> [PushAnswer] {
        guard answer.head.status == 200 else { throw try problem(answer) }
        return try messages(answer.body).map { try PushAnswer(WirePushOutcome(serializedBytes: $0)) }
    }

    // MARK: Pull

    func pull(
        _ name: String = "hv-shared",
        after stream: StreamPosition? = nil,
        parameters: String = "",
        wait: Int = 0
    ) async throws -> HTTPAnswer {
        let digest = stream.map { "&digest=\($0.chain)" } ?? ""
        let query = "after=\(stream?.position ?? 0)\(digest)\(parameters)"
        let waiting = wait > 0 ? "&wait=\(wait)" : ""
        return try await get(try path(name, "segments?\(query)\(waiting)"), token: tokens[name], wait: wait)
    }

    func items(in answer: HTTPAnswer) throws -> [PullItem] {
        guard answer.head.status == 200 else { throw try problem(answer) }
        return try messages(answer.body).map { try PullItem(WirePullElement(serializedBytes: $0)) }
    }

    /// Pulls all from where the replica stands, checks the chain, and stores it.
    @discardableResult
    func pullAll(_ name: String = "hv-shared") async throws -> SignedHead {
        let space = try membership(name).space
        let stream = try replica.stream(of: space)
        let items = try items(in: try await pull(name, after: stream))
        guard case .head(let head)? = items.last, let serverKey else { throw TestFailure.noHead }
        try head.verify(signedBy: [serverKey], space: space)
        var chain = stream?.chain ?? ChainHash(seed: head.head.stream.generation)
        var segments: [Segment] = []
        for case .segment(_, let id, let segment) in items {
            chain = chain.extended(by: id)
            if let segment { segments.append(segment) }
        }
        guard chain == head.head.stream.chain else { throw TestFailure.noHead }
        _ = try replica.ingest([
            IncomingBatch(space: space, segments: segments, placement: .pulled(upTo: head.head.stream))
        ])
        return head
    }

    private func messages(_ bytes: [UInt8]) throws -> [[UInt8]] {
        var reader = DelimitedReader(limit: 1 << 24)
        reader.append(bytes)
        var messages: [[UInt8]] = []
        while let message = try reader.next() { messages.append(message) }
        try reader.finish()
        return messages
    }
}
