import Foundation
import SwiftProtobuf
import SyncCore
import TestSupport

/// Makes the sound inputs of the corpus: once, since those that are kept tell whether a later version still
/// reads what this one wrote.
public struct SoundInputs {
    private let space: TestSpace
    private let member: TestMember
    private let server: Replica
    private let laptop: Replica

    /// - Throws: what only a mistake can cause.
    public init() throws {
        space = try TestSpace(seed: 4)
        member = try space.member("Räv")
        server = try space.server()
        laptop = try space.laptop(member)
        let edits: [FieldEdit] = [
            .set(TestSchema.title, .text("Trasig lampa vid gångtunneln")),
            .set(TestSchema.gravity, .enumeration(2)),
            .add(TestSchema.tags, [.text("mörkt"), .text("tunnel")]),
            .set(TestSchema.day, .date(CalendarDate(daysSinceEpoch: 20_000))),
        ]
        _ = try laptop.save([RecordEdit(record: TestSchema.key(1), edits: edits)], in: space.id)
        _ = try laptop.save([.title("Lagad", of: 1), .title("Ny", of: 2)], in: space.id)
        try laptop.push(to: server, of: space.id, with: member.key)
        _ = try laptop.save([RecordEdit(record: TestSchema.key(2), edits: [.withdraw])], in: space.id)
        try laptop.push(to: server, of: space.id, with: member.key)
        try space.write([member.certificate.edit], on: server)
        try space.limit(member.log(in: space), to: .write, on: server)
    }

    /// The inputs of each decoder, by its name.
    ///
    /// - Throws: what only a mistake can cause.
    public func make() async throws -> [String: [[UInt8]]] {
        let segments = try server.allSegments(of: space.id)
        var inputs = try answers(segments)
        inputs["segment"] = try segments.map { try $0.wire.serializedBytes() }
        inputs["certificate"] = [member.certificate.bytes]
        inputs["leaf"] = try segments.flatMap { try $0.leaves() }.flatMap {
            try [$0.bytes, $0.redacted().bytes]
        }
        inputs["signed-body"] = try segments.map { try body(of: $0) }
        inputs["value"] = values.map(\.canonicalBytes)
        inputs["state"] = try states(segments)
        inputs["bundle"] = [try await bundle()]
        inputs["http-redaction"] = Self.redactions.map { Array($0.utf8) }
        inputs["record"] = Self.records.map { Array($0.utf8) }
        return inputs
    }

    private func answers(_ segments: [Segment]) throws -> [String: [[UInt8]]] {
        guard let head = try server.head(of: space.id), let first = segments.first else { return [:] }
        let vector = try server.vector(of: space.id)
        let signed = try SignedHead(head, vector: vector, signedBy: space.serverKey)
        let receipt = try SignedReceipt(
            space: space.id,
            segment: first.id,
            stream: head.stream,
            signedBy: space.serverKey
        )
        var pull = DelimitedWriter()
        for (position, segment) in zip(UInt64(1)..., segments) {
            try pull.append(PullItem.segment(position: position, id: segment.id, segment: segment).wire)
        }
        try pull.append(PullItem.head(signed).wire)
        var answers = DelimitedWriter()
        let outcomes: [PushAnswer.Outcome] = [
            .stored(receipt), .held(receipt), .incomplete, .gap(wanted: first.id),
            .refused(code: "wrong-signature", detail: "Fel underskrift."),
        ]
        for outcome in outcomes {
            try answers.append(PushAnswer(segment: first.id, outcome: outcome).wire)
        }
        let problem = Problem(.historyDiffers, detail: "Åter.", head: try signed.wire.serializedBytes())
        let identity = try ServerIdentity(
            answering: [UInt8](repeating: 1, count: ServerIdentity.nonceBytes),
            trustAnchor: nil,
            software: "field-server",
            key: space.serverKey
        )
        let code = EnrolmentCode(
            secret: [UInt8](repeating: 9, count: EnrolmentCode.partBytes),
            server: space.serverKey.publicKey
        )
        return [
            "pull": [pull.take()], "push-answer": [answers.take()],
            "head": [try signed.wire.serializedBytes()], "receipt": [try receipt.encoded()],
            "problem": [Array(try problem.encoded())], "identity": [try identity.wire.serializedBytes()],
            "code": [Array(code.text.utf8)],
        ]
    }

    private func body(of segment: Segment) throws -> [UInt8] {
        var body = WireSegmentBody()
        body.leaves = try segment.leaves().map { Data($0.bytes) }
        return try body.serializedBytes()
    }

    private func states(_ segments: [Segment]) throws -> [[UInt8]] {
        var states: [RecordKey: RecordState] = [:]
        for segment in segments {
            for (number, leaf) in zip(segment.header.first..., try segment.leaves()) {
                let change = try leaf.change(in: segment.header.log, number: number)
                states[change.record, default: RecordState()].merge(change, by: .member([.write, .review]))
            }
        }
        return states.sorted { $0.key < $1.key }.map(\.value.storedBytes)
    }

    private func bundle() async throws -> [UInt8] {
        let folder = try TestFolder()
        let keys = MemoryKeys()
        try keys.keep([space.id: member.key])
        let engine = BundleEngine(
            replica: laptop,
            keys: keys,
            surroundings: TestSurroundings(seed: 3).surroundings
        )
        try await engine.export([space.id], to: folder.file("bundle"), passphrase: nil)
        return [UInt8](try Data(contentsOf: URL(filePath: folder.file("bundle"))))
    }

    private let values: [Value] = [
        .empty, .bool(true), .integer(-7), .text("å ä ö"), .id(RecordID(high: 1, low: 2)), .bytes([0, 255]),
        .date(CalendarDate(daysSinceEpoch: 20_000)), .enumeration(3),
        .group([.text("a"), .integer(1), .group([.bool(false)])]),
    ]

    private static let redactions = [
        """
        {"kind":"observation","id":"00000000-0000-0000-0000-000000000001","field":"description",\
        "ground":"OSL 21:1","preview":true,"everywhere":true,"whole_change":false,\
        "entry":{"log":"00000000000000000000000000000001","number":1,"position":0}}
        """
    ]

    private static let records = [
        """
        {"kind":"observation","fields":{"category":"lighting","description":"Trasig lampa","gravity":"mild",\
        "observed_at":"2024-11-13T17:25:00+01:00","tags":["mörkt"],\
        "position":{"latitude":59.3621,"longitude":17.8343,"accuracy":5}}}
        """
    ]
}
