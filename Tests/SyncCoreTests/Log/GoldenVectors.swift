import Foundation
import SwiftProtobuf
import TestSupport

@testable import SyncCore

/// What the story comes to, in hexadecimal, for whoever writes another client: one file a subject.
///
/// Compressed bodies are not among what is compared: two versions of zstd may compress differently, and both
/// are right. They are there to be read.
struct GoldenVectors {
    /// What may differ without anything being wrong: compressed bodies, and how Swift prints a value.
    static let notCompared: Set<String> = ["segment", "value", "bundle"]

    let story: GoldenStory

    init() throws {
        story = try GoldenStory()
    }

    /// File name without its ending, and its entries.
    func files() throws -> [String: [[String: String]]] {
        [
            "keys": try keys(),
            "values": CanonicalValueTests.table.map { value, _ in
                ["value": "\(value)", "bytes": value.canonicalBytes.hexadecimal]
            },
            "segments": try story.segments.enumerated().map { try self.segment($1, position: $0 + 1) },
            "leaves": try story.segments.flatMap(leaves),
            "states": states(),
            "control": try control(),
            "messages": try messages(),
            "bundles": try bundles(),
        ]
    }

    /// What the control log says, each as the value that it writes.
    private func control() throws -> [[String: String]] {
        let carrier = story.recorder.segments[0].id
        let restated = Restatement(
            segment: carrier,
            number: 2,
            position: 1,
            value: Value.text("å").canonicalBytes
        )
        let standing = StandingChange(log: story.recorder.log, lastSegments: [carrier], rights: .write)
        let edits = [
            ("certificate", story.certificates[0].edit),
            ("space", SpaceTitle.edit("hv-shared", of: SampleLog.space)),
            ("standing_change", standing.edit),
            ("redaction", Redaction(segment: carrier, numbers: 2...3, ground: "OSL 21:1").edit),
            ("restatement", Restatement.edit([restated], of: carrier)),
        ]
        return edits.flatMap { name, edit in
            edit.edits.flatMap { written -> [[String: String]] in
                let values: [Value] =
                    switch written {
                    case .set(_, let value): [value]
                    case .add(_, let values): values
                    default: []
                    }
                return values.map { value in
                    [
                        "construct": name, "kind": String(edit.record.kind.rawValue),
                        "record": edit.record.id.description, "field": String(written.field.rawValue),
                        "content": value.canonicalBytes.hexadecimal,
                    ]
                }
            }
        }
    }

    /// What a server and a device sign besides segments and certificates.
    private func messages() throws -> [[String: String]] {
        let server = story.serverKey
        let chain = story.segments.reduce(ChainHash(seed: GoldenStory.generation)) { $0.extended(by: $1.id) }
        let stream = StreamPosition(
            generation: GoldenStory.generation,
            position: UInt64(story.segments.count),
            chain: chain
        )
        let digest = story.states.reduce(StateDigest.zero) { $0 + $1.value.digest(of: $1.key) }
        let head = SpaceHead(space: SampleLog.space, stream: stream, digest: digest, lackingBlobs: 2)
        let receipt = try SignedReceipt(
            space: SampleLog.space,
            segment: story.segments[1].id,
            stream: stream,
            signedBy: server
        )
        let nonce = [UInt8](repeating: 7, count: 16)
        let secret = [UInt8](repeating: 9, count: EnrolmentCode.partBytes)
        let key = story.recorder.key
        let session = try SessionProof(
            certificate: story.certificates[0],
            nonce: nonce,
            server: server.publicKey,
            key: key
        )
        let enrolment = try EnrolmentProof(
            space: SampleLog.space,
            secret: secret,
            server: server.publicKey,
            key: key
        )
        let identity = try ServerIdentity(
            answering: nonce,
            trustAnchor: "PEM",
            software: "field-server",
            key: server
        )
        let signed = try SignedHead(head, vector: story.vector, signedBy: server)
        return [
            ["name": "code", "text": EnrolmentCode(secret: secret, server: server.publicKey).text],
            ["name": "identity", "bytes": try Self.digits(of: identity.wire)],
            ["name": "enrolment", "bytes": try Self.digits(of: enrolment.wire)],
            ["name": "session", "bytes": try Self.digits(of: session.wire)],
            ["name": "head", "bytes": try Self.digits(of: signed.wire)],
            ["name": "receipt", "bytes": try receipt.encoded().hexadecimal],
            ["name": "blob", "text": BlobID(of: Array("en bild".utf8)).description],
        ]
    }

    private static func digits(of message: some Message) throws -> String {
        let bytes: [UInt8] = try message.serializedBytes()
        return bytes.hexadecimal
    }

    /// A plain bundle and a locked one of the whole space with a photo in three pieces.
    private func bundles() throws -> [[String: String]] {
        try [nil, GoldenBundle.passphrase].map { passphrase in
            [
                "passphrase": passphrase ?? "",
                "bundle": try GoldenBundle.make(of: story, lockedWith: passphrase).hexadecimal,
            ]
        }
    }

    private func keys() throws -> [[String: String]] {
        let authors = [story.control, story.recorder, story.reviewer]
        return authors.map { author in
            [
                "secret": author.key.secretBytes.hexadecimal,
                "public": author.key.publicKey.bytes.hexadecimal,
                "key_id": author.key.publicKey.id.description,
                "space": SampleLog.space.description,
                "nonce": author.opening.nonce.hexadecimal,
                "log": author.log.description,
                "certificate": author.opening.certificate?.bytes.hexadecimal ?? "",
            ]
        }
    }

    private func segment(_ segment: Segment, position: Int) throws -> [String: String] {
        let chain = story.segments.prefix(position)
            .reduce(ChainHash(seed: GoldenStory.generation)) { $0.extended(by: $1.id) }
        let bytes: [UInt8] = try segment.wire.serializedBytes()
        return [
            "position": String(position),
            "generation": GoldenStory.generation.description,
            "chain": chain.description,
            "id": segment.id.description,
            "log": segment.header.log.description,
            "first": String(segment.header.first),
            "header": segment.headerBytes.hexadecimal,
            "signature": segment.signature.hexadecimal,
            "seen": segment.header.seen.description,
            "leaves_digest": segment.header.leavesDigest.description,
            "segment": bytes.hexadecimal,
        ]
    }

    private func leaves(of segment: Segment) throws -> [[String: String]] {
        try segment.leaves().enumerated().map { offset, leaf in
            [
                "log": segment.header.log.description,
                "number": String(segment.header.first + UInt64(offset)),
                "leaf": leaf.bytes.hexadecimal,
                "hash": leaf.hash.description,
                "redacted": try leaf.redacted().bytes.hexadecimal,
            ]
        }
    }

    private func states() -> [[String: String]] {
        let records = story.states.sorted { $0.key < $1.key }
        let digests = records.map { key, state in
            [
                "kind": String(key.kind.rawValue),
                "record": key.id.description,
                "stored": state.storedBytes.hexadecimal,
                "digest": state.digest(of: key).description,
            ]
        }
        let sum = records.reduce(StateDigest.zero) { $0 + $1.value.digest(of: $1.key) }
        return digests + [["space": SampleLog.space.description, "digest": sum.description]]
            + [["vector": story.vector.digest.description]]
    }
}

/// The golden files of a format version, as they lie in the repository.
enum GoldenFiles {
    static func read(
        _ name: String,
        format: UInt32 = SegmentHeader.currentFormat
    ) throws -> [[String: String]] {
        let folder = Bundle.module.bundleURL.appendingPathComponent("Fixtures/format-\(format)")
        let data = try Data(contentsOf: folder.appendingPathComponent("\(name).json"))
        return try JSONDecoder().decode([[String: String]].self, from: data)
    }

    /// Writes what is not there yet; golden files are added, never edited.
    static func add(_ entries: [[String: String]], as name: String, to folder: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        let text = try encoder.encode(entries) + Data("\n".utf8)
        try text.write(to: folder.appendingPathComponent("\(name).json"), options: .withoutOverwriting)
    }
}
