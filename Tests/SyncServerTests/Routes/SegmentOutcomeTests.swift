import FoundationEssentials
import SwiftProtobuf
import Testing

@testable import SyncCore
@testable import SyncServer

/// What a push is answered with for each segment, over HTTP: those outcomes that PushRefusalTests leave out.
@Suite struct SegmentOutcomeTests {
    @Test func `both branches of a forked log are receipted, and beyond sixteen a branch is refused`()
        async throws
    {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            let branches = try (0...Limits.logHeads).map { try device.segment("gren \($0)") }
            let answers = try device.answers(in: try await device.push(branches))
            let key = try #require(device.serverKey)
            let space = try device.membership("hv-shared").space
            for (number, answer) in answers.enumerated() {
                switch answer.outcome {
                case .stored(let receipt) where number == 0, .forked(let receipt) where number > 0:
                    try receipt.verify(signedBy: [key], space: space, segment: branches[number].id)
                case .refused(let code, _) where number == Limits.logHeads:
                    #expect(code == "too-many-branches")
                default: Issue.record("branch \(number): \(answer.outcome)")
                }
            }
            #expect(answers.count == Limits.logHeads + 1)
        }
    }

    @Test func `a segment with a hole is incomplete and without a receipt until the payload comes`()
        async throws
    {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            let whole = try device.segment("helt")
            var body = WireSegmentBody()
            for leaf in try whole.leaves() { body.leaves.append(Data(try leaf.redacted().bytes)) }
            let holed = try Segment(
                headerBytes: whole.headerBytes,
                signature: whole.signature,
                body: Zstd.compress(body.serializedBytes())
            )
            #expect(try device.answers(in: try await device.push([holed])).map(\.outcome) == [.incomplete])
            let answers = try device.answers(in: try await device.push([whole]))
            #expect(answers.first?.outcome.receipt != nil, "\(answers)")
        }
    }

    @Test func `a segment of another format is refused with its version`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            var wire = try device.segment("nyare").wire
            var header = try WireSegmentHeader(serializedBytes: wire.header)
            header.format = 9
            wire.header = try header.serializedData()
            let refusal = try await device.refusal(of: wire)
            #expect(refusal.code == "unknown-format")
            #expect(refusal.detail.contains("9"))
        }
    }

    @Test func `a segment that says it is larger than any may be is refused alone`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            var wire = try device.segment("stor").wire
            var header = try WireSegmentHeader(serializedBytes: wire.header)
            header.bodySize = UInt32(Limits.segmentBytes + 1)
            wire.header = try header.serializedData()
            #expect(try await device.refusal(of: wire).code == "too-large")
            wire.header = Data(repeating: 0, count: Limits.headerBytes + 1)
            #expect(try await device.refusal(of: wire).code == "too-large")
        }
    }

    @Test func `a segment that another member signed with its own key is refused`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            let other = try await server.device("uggla-02", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            let key = try other.membership("hv-shared").key
            var wire = try device.segment("falsk").wire
            wire.signature = Data(try key.sign(Tag.segment.message(Array(wire.header))))
            #expect(try await device.refusal(of: wire).code == "wrong-signature")
        }
    }

    @Test func `a segment that changes one that is stored is refused, and the stored one stays`() async throws
    {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            try device.record("det äkta")
            let receipts = try await device.pushAll()
            var wire = try device.segment("annat").wire
            let before = try device.items(in: try await device.pull(parameters: "&own=1"))
            let stored = try #require(before.compactMap(\.segment).first { $0.id == receipts.first?.segment })
            wire.header = Data(stored.headerBytes)
            wire.signature = Data(stored.signature)
            let answers = try device.answers(in: try await device.push(bytes: device.bytes(of: wire)))
            // Its body is another's: either it is not read, since the segment is held, or it is refused.
            switch answers.first?.outcome {
            case .stored(let receipt): #expect(receipt == receipts.first)
            case .refused(let code, _): #expect(code == "malformed")
            default: Issue.record("\(answers)")
            }
            let after = try device.items(in: try await device.pull(parameters: "&own=1"))
            #expect(after.compactMap(\.segment) == before.compactMap(\.segment))
        }
    }
}

extension PullItem {
    fileprivate var segment: Segment? {
        if case .segment(_, _, let segment) = self { segment } else { nil }
    }
}

extension TestDevice {
    /// The first segment of a log of the device that no replica knows of; each text makes another branch.
    fileprivate func segment(_ text: String) throws -> Segment {
        let membership = try membership("hv-shared")
        let change = Change(
            record: RecordKey(kind: KindNumber(rawValue: 4_000), id: RecordID(high: 0, low: 9)),
            time: HybridTime(millisecondsSinceEpoch: 1_731_312_000_000),
            writes: [
                Write(field: FieldNumber(rawValue: 16), values: [Value.canonicalText(text).canonicalBytes])
            ]
        )
        return try Segment(
            sealing: [try Leaf(change, salt: [UInt8](repeating: 3, count: 16))],
            of: LogOpening(
                publicKey: membership.key.publicKey,
                nonce: [UInt8](repeating: 4, count: 16),
                certificate: membership.certificate
            ),
            in: membership.space,
            at: .start,
            seen: VersionVector().digest,
            key: membership.key
        )
    }

    fileprivate func bytes(of wire: WireSegment) throws -> [UInt8] {
        var writer = DelimitedWriter()
        try writer.append(wire)
        return writer.take()
    }

    fileprivate func refusal(of wire: WireSegment) async throws -> (code: String, detail: String) {
        let answers = try answers(in: try await push(bytes: bytes(of: wire)))
        guard case .refused(let code, let detail)? = answers.first?.outcome else {
            Issue.record("\(answers)")
            return ("", "")
        }
        return (code, detail)
    }
}
