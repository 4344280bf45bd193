import SwiftProtobuf
import SyncCore

extension PushAnswer {
    /// The receipts in the server's answer to a push.
    static func receipts(in body: [UInt8]) throws -> [SignedReceipt] {
        var reader = DelimitedReader(limit: Limits.pushAnswerBytes)
        reader.append(body)
        var receipts: [SignedReceipt] = []
        while let message = try reader.next() {
            switch try PushAnswer(WirePushOutcome(serializedBytes: message)).outcome {
            case .stored(let receipt), .held(let receipt), .forked(let receipt): receipts.append(receipt)
            case .incomplete, .gap, .refused: continue
            }
        }
        return receipts
    }
}
