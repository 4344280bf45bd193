import Foundation
import SwiftProtobuf
import SyncCore
import TestSupport

extension FuzzTargets {
    /// What a replica takes in from somebody who may sign: bodies are damaged before they are sealed, so that
    /// nothing but the merge itself stands between them and the records.
    static func stores() async throws -> [FuzzTarget] {
        let space = try TestSpace(seed: 4)
        let member = try space.member("Räv")
        let passphrase = try BundlePassphrase("kvällsljus över Mälaren")
        return [
            FuzzTarget("signed-body") { try take($0, of: member.opening, signedBy: member.key, in: space) },
            FuzzTarget("control-body", seeds: try controlBodies(of: space, member)) { bytes in
                let opening = LogOpening(
                    publicKey: space.serverKey.publicKey,
                    nonce: nonce,
                    certificate: nil
                )
                try take(bytes, of: opening, signedBy: space.serverKey, in: space)
            },
            FuzzTarget("bundle") { try take(bundle: $0, of: space, passphrase: nil) },
            FuzzTarget("locked-bundle", seeds: [try await lockedBundle(of: space, member, passphrase)]) {
                try take(bundle: $0, of: space, passphrase: passphrase)
            },
        ]
    }

    private static let nonce = [UInt8](repeating: 5, count: 16)

    /// Takes in a damaged body that a key signs; what the server's own says of members, redactions and rights
    /// counts.
    private static func take(
        _ body: [UInt8],
        of opening: LogOpening,
        signedBy key: SigningKey,
        in space: TestSpace
    ) throws {
        let leaves = try WireSegmentBody(serializedBytes: body).leaves.map {
            try Leaf(decoding: [UInt8]($0))
        }
        guard !leaves.isEmpty, leaves.count <= Limits.segmentChanges else { return }
        let segment = try Segment(
            sealing: leaves,
            of: opening,
            in: space.id,
            at: .start,
            seen: VersionVector().digest,
            key: key
        )
        let replica = try space.replica()
        try replica.ingest([segment], of: space.id)
        guard try replica.check().isSound else { throw BrokenPromise("the store is not sound") }
    }

    /// What a server's control log holds of a member, its end, and a redaction.
    private static func controlBodies(of space: TestSpace, _ member: TestMember) throws -> [[UInt8]] {
        let server = try space.server()
        let laptop = try space.laptop(member)
        _ = try laptop.save([.title("Raderas", of: 1), .title("Kvar", of: 1)], in: space.id)
        try laptop.push(to: server, of: space.id, with: member.key)
        guard let segment = try laptop.allSegments(of: space.id).first else { return [] }
        let restated = Restatement(
            segment: segment.id,
            number: 1,
            position: 0,
            value: Value.text("Kvar").canonicalBytes
        )
        try space.write(
            [
                member.certificate.edit, SpaceTitle.edit("hv-shared", of: space.id),
                Redaction(segment: segment.id, numbers: 1...2, ground: "OSL 21:1").edit,
                Restatement.edit([restated], of: segment.id),
            ],
            on: server
        )
        try space.limit(member.log(in: space), to: .write, on: server)
        let control = try server.controlSegments(of: space.id)
        return try control.map { segment in
            var body = WireSegmentBody()
            body.leaves = try segment.leaves().map { Data($0.bytes) }
            return try body.serializedBytes()
        }
    }

    private static func take(bundle: [UInt8], of space: TestSpace, passphrase: BundlePassphrase?) throws {
        let folder = try TestFolder()
        try Data(bundle).write(to: URL(filePath: folder.file("bundle")))
        let replica = try space.replica()
        let report = try replica.takeBundle(
            at: folder.file("bundle"),
            passphrase: passphrase,
            isNumbering: false
        )
        guard try replica.check().isSound else { throw BrokenPromise("the store is not sound") }
        if let fault = report.fault { throw fault }
    }

    private static func lockedBundle(
        of space: TestSpace,
        _ member: TestMember,
        _ passphrase: BundlePassphrase
    ) async throws -> [UInt8] {
        let laptop = try space.laptop(member)
        _ = try laptop.save([.title("Trasig lampa", of: 1)], in: space.id)
        let keys = MemoryKeys()
        try keys.keep([space.id: member.key])
        let engine = BundleEngine(
            replica: laptop,
            keys: keys,
            surroundings: TestSurroundings(seed: 8).surroundings,
            cost: ScryptCost(roundsExponent: 10)
        )
        let folder = try TestFolder()
        try await engine.export([space.id], to: folder.file("bundle"), passphrase: passphrase)
        return [UInt8](try Data(contentsOf: URL(filePath: folder.file("bundle"))))
    }
}
