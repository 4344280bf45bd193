import Foundation
import SwiftProtobuf
import SyncCore

extension FuzzTargets {
    /// What a server answers.
    static let messages = [
        FuzzTarget("pull") { bytes in
            try eachMessage(in: bytes, limit: Limits.messageBytes) {
                _ = try PullItem(WirePullElement(serializedBytes: $0))
            }
        },
        FuzzTarget("push-answer") { bytes in
            try eachMessage(in: bytes, limit: Limits.pushAnswerBytes) {
                _ = try PushAnswer(WirePushOutcome(serializedBytes: $0))
            }
        },
        FuzzTarget("head") { bytes in _ = try SignedHead(decoding: bytes) },
        FuzzTarget("receipt") { bytes in _ = try SignedReceipt(decoding: bytes) },
        FuzzTarget("problem") { bytes in _ = try Problem(decoding: Data(bytes), status: 409) },
        FuzzTarget("identity") { bytes in
            _ = try ServerIdentity(WireServerIdentity(serializedBytes: bytes))
        },
        FuzzTarget("code") { bytes in
            let code = try EnrolmentCode(String(decoding: bytes, as: UTF8.self))
            guard try EnrolmentCode(code.text) == code else {
                throw BrokenPromise("a code is another one after it was printed")
            }
        },
    ]

    /// Reads a stream of messages, which comes in two parts.
    private static func eachMessage(
        in bytes: [UInt8],
        limit: Int,
        _ body: ([UInt8]) throws -> Void
    ) throws {
        var reader = DelimitedReader(limit: limit)
        for part in [bytes.prefix(bytes.count / 2), bytes.dropFirst(bytes.count / 2)] {
            reader.append(Array(part))
            while let message = try reader.next() { try body(message) }
        }
    }
}
