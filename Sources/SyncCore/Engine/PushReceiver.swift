import SwiftProtobuf

/// Takes the answers to a push, in the order of the segments, and verifies every receipt.
struct PushReceiver: ResponseReceiver {
    private(set) var answers: [PushAnswer] = []
    /// What is wrong with the answers, from there on.
    private(set) var problem: SyncProblem?
    private(set) var refusal = RefusalCollector()

    private let segments: [SegmentID]
    private let space: SpaceID
    private let pinned: [PublicKey]
    private var reader = DelimitedReader(limit: Limits.pushAnswerBytes)

    init(_ segments: [SegmentID], of space: SpaceID, pinned: [PublicKey]) {
        self.segments = segments
        self.space = space
        self.pinned = pinned
    }

    var receipts: [SignedReceipt] { answers.compactMap(\.outcome.receipt) }

    mutating func begin(_ head: HTTPResponseHead) -> Bool {
        refusal.begin(head)
        return true
    }

    mutating func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard refusal.status == 200 else { return refusal.receive(bytes) }
        reader.append(bytes)
        do throws(WireError) {
            while let message = try reader.next() { try take(message) }
        } catch {
            problem = .notTrusted(error)
        }
        return problem == nil
    }

    private mutating func take(_ bytes: [UInt8]) throws(WireError) {
        guard answers.count < segments.count, let wire = try? WirePushOutcome(serializedBytes: bytes) else {
            throw .malformed(.pushOutcome)
        }
        let answer = try PushAnswer(wire)
        let expected = segments[answers.count]
        guard answer.segment == expected || answer.segment == nil else { throw .malformed(.pushOutcome) }
        try answer.outcome.receipt?.verify(signedBy: pinned, space: space, segment: expected)
        answers.append(answer)
    }
}

extension PushAnswer.Outcome {
    /// The server's word that the segment is durable.
    var receipt: SignedReceipt? {
        switch self {
        case .stored(let receipt), .held(let receipt), .forked(let receipt): receipt
        case .incomplete, .gap, .refused: nil
        }
    }
}
