import Crypto
import FoundationEssentials
import SwiftProtobuf
import SyncCore
import Testing

@testable import SyncServer

/// Every refusal of DESIGN.md, section 4: nothing of what is refused is stored, and the answer says why.
@Suite struct PushRefusalTests {
    enum Damage: String, CaseIterable, Sendable {
        case signatureByte, bodyByte, bomb, emptyHeader, shortSignature

        func apply(to segment: inout WireSegment) {
            switch self {
            case .signatureByte: segment.signature[5] ^= 1
            case .bodyByte: segment.body[segment.body.count / 2] ^= 1
            case .bomb: segment.body = Data(PushRefusalTests.bomb)
            case .emptyHeader: segment.header = Data()
            case .shortSignature: segment.signature.removeLast()
            }
        }

        var code: String {
            switch self {
            case .signatureByte: "wrong-signature"
            // Without a version it says that it is of version 0.
            case .emptyHeader: "unknown-format"
            case .bodyByte, .bomb, .shortSignature: "malformed"
            }
        }
    }

    @Test(arguments: Damage.allCases)
    func `a damaged segment is refused alone, and the sound one after it is stored`(
        damage: Damage
    ) async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            let before = try await device.pullAll().head.stream.position
            try device.record("oskadat", id: 1)
            let sound = try #require(try device.unsent().first)
            var damaged = sound.wire
            damage.apply(to: &damaged)
            var writer = DelimitedWriter()
            try writer.append(damaged)
            let answers = try device.answers(in: try await device.push(bytes: writer.take()))
            guard case .refused(let refused, let detail)? = answers.first?.outcome else {
                Issue.record("\(damage): \(answers)")
                return
            }
            #expect(refused == damage.code)
            #expect(detail.contains("Nothing of this segment was stored"))
            #expect(try await device.pullAll().head.stream.position == before)
            try await device.pushAll()
        }
    }

    @Test func `a sound segment beside a damaged one is stored`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            try device.record("oskadat")
            let sound = try #require(try device.unsent().first)
            var damaged = sound.wire
            damaged.header.append(0xFF)
            var writer = DelimitedWriter()
            try writer.append(damaged)
            try writer.append(sound.wire)
            let outcomes = try device.answers(in: try await device.push(bytes: writer.take())).map(\.outcome)
            guard case .refused = outcomes[0], case .stored = outcomes[1] else {
                Issue.record("\(outcomes)")
                return
            }
        }
    }

    @Test func `a stream that ends inside a message stores nothing`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            let before = try await device.pullAll().head.stream.position
            try device.record("ett", id: 1)
            try device.record("två", id: 2)
            var writer = DelimitedWriter()
            for segment in try device.unsent() { try writer.append(segment.wire) }
            let answer = try await device.push(bytes: writer.take().dropLast(10))
            #expect(try device.problem(answer).code == .malformed)
            #expect(try await device.pullAll().head.stream.position == before)
        }
    }

    @Test func `a message and a body beyond their limits are refused`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            let announced: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0x07]
            #expect(try device.problem(try await device.push(bytes: announced)).code == .tooLarge)
            let large = [UInt8](repeating: 0, count: ServerLimits.pushBytes + 1)
            #expect(try device.problem(try await device.push(bytes: large)).code == .tooLarge)
        }
    }

    @Test func `a segment of another space is refused`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared", "hv-police"])
            try await device.openSession("hv-shared")
            try device.record("polisens", in: "hv-police")
            let segments = try device.unsent("hv-police")
            let answers = try device.answers(in: try await device.push(segments, to: "hv-shared"))
            guard case .refused("wrong-space", _)? = answers.first?.outcome else {
                Issue.record("\(answers)")
                return
            }
        }
    }

    @Test func `a certificate that another key signed is refused`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            let space = try device.membership("hv-shared").space
            let writer = SigningKey()
            let forged = try Certificate(
                space: space,
                publicKey: writer.publicKey,
                pseudonym: "gök-01",
                rights: [.write, .review, .administer],
                signedBy: SigningKey()
            )
            let segment = try Self.segment(by: writer, certificate: forged, in: space)
            let answers = try device.answers(in: try await device.push([segment]))
            guard case .refused("unknown-signer", _)? = answers.first?.outcome else {
                Issue.record("\(answers)")
                return
            }
        }
    }

    @Test func `a segment whose predecessor is missing is answered with the one that is wanted`() async throws
    {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            try device.record("ett", id: 1)
            try device.record("två", id: 2)
            let segments = try device.unsent()
            let answers = try device.answers(in: try await device.push([segments[1]]))
            #expect(answers.map(\.outcome) == [.gap(wanted: segments[0].id)])
            try await device.pushAll()
        }
    }

    @Test func `another content type is refused`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            let path = try device.path("hv-shared", "segments")
            let answer = try await device.post(
                path,
                [1],
                type: "text/plain",
                token: device.tokens["hv-shared"]
            )
            #expect(answer.head.status == 415)
            #expect(try device.problem(answer).code == .wrongContentType)
        }
    }

    /// 100 MB of zeros as one zstd frame: 27 bytes of header and repeats, made by the `zstd` program.
    fileprivate static let bomb: [UInt8] = {
        var frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0xA0, 0x00, 0xE1, 0xF5, 0x05]
        for index in 0..<763 {
            let isLast = index == 762
            let size: UInt32 = 131_072
            let header = size << 3 | 1 << 1 | (isLast ? 1 : 0)
            frame += [UInt8(header & 0xFF), UInt8(header >> 8 & 0xFF), UInt8(header >> 16 & 0xFF), 0]
        }
        return frame
    }()

    private static func segment(
        by key: SigningKey,
        certificate: Certificate,
        in space: SpaceID
    ) throws -> Segment {
        let change = Change(
            record: RecordKey(kind: KindNumber(rawValue: 4_000), id: RecordID(high: 0, low: 9)),
            time: HybridTime(millisecondsSinceEpoch: 1_731_312_000_000),
            writes: [
                Write(field: FieldNumber(rawValue: 16), values: [Value.canonicalText("hej").canonicalBytes])
            ]
        )
        return try Segment(
            sealing: [try Leaf(change, salt: [UInt8](repeating: 3, count: 16))],
            of: LogOpening(
                publicKey: key.publicKey,
                nonce: [UInt8](repeating: 4, count: 16),
                certificate: certificate
            ),
            in: space,
            at: .start,
            seen: VersionVector().digest,
            key: key
        )
    }
}
