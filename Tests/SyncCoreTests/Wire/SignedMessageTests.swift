import FoundationEssentials
import SwiftProtobuf
import TestSupport
import Testing

@testable import SyncCore

struct SignedMessageTests {
    private let server = SigningKey()
    private let stranger = SigningKey()
    private let space = SpaceID(high: 1, low: 2)
    private let segment = SegmentID(ofUntagged: [1])

    private var stream: StreamPosition {
        let generation = Generation(high: 3, low: 4)
        return StreamPosition(generation: generation, position: 9, chain: ChainHash(seed: generation))
    }

    @Test func `a head is believed from a pinned key and for its own space only`() throws {
        let vector = VersionVector(heads: [LogID(high: 5, low: 6): [.init(number: 7, segment: segment)]])
        let head = SpaceHead(space: space, stream: stream, digest: .zero)
        let made = try SignedHead(head, vector: vector, signedBy: server)
        let read = try SignedHead(decoding: made.wire.serializedBytes() as [UInt8])
        #expect(read == made)
        try read.verify(signedBy: [stranger.publicKey, server.publicKey], space: space)
        #expect(throws: WireError.unknownSigner(.head)) {
            try read.verify(signedBy: [stranger.publicKey], space: space)
        }
        #expect(throws: WireError.wrongSpace(.head)) {
            try read.verify(signedBy: [server.publicKey], space: SpaceID(high: 9, low: 9))
        }
    }

    @Test func `no bit of a receipt can be changed`() throws {
        let receipt = try SignedReceipt(space: space, segment: segment, stream: stream, signedBy: server)
        let bytes = try receipt.encoded()
        var believed = 0
        for bit in 0..<bytes.count * 8 {
            var changed = bytes
            changed[bit / 8] ^= 1 << (bit % 8)
            guard let read = try? SignedReceipt(decoding: changed) else { continue }
            let isBelieved =
                (try? read.verify(signedBy: [server.publicKey], space: space, segment: segment)) != nil
            // A flipped bit may only rename a field that nobody knows, never what is believed.
            if isBelieved {
                #expect(read.stream == stream)
                believed += 1
            }
        }
        #expect(believed == 0)
    }

    @Test func `a receipt for one segment is none for another`() throws {
        let receipt = try SignedReceipt(space: space, segment: segment, stream: stream, signedBy: server)
        #expect(throws: WireError.malformed(.receipt)) {
            try receipt.verify(
                signedBy: [server.publicKey],
                space: space,
                segment: SegmentID(ofUntagged: [2])
            )
        }
    }

    @Test func `an identity answers one nonce, with its trust anchor`() throws {
        let nonce = [UInt8](repeating: 1, count: 16)
        let made = try ServerIdentity(
            answering: nonce,
            trustAnchor: "PEM å",
            software: "test",
            key: server
        )
        try ServerIdentity(made.wire).verify(nonce: nonce)
        #expect(throws: WireError.wrongNonce(.identity)) {
            try made.verify(nonce: [UInt8](repeating: 2, count: 16))
        }
        var wire = made.wire
        wire.trustAnchor = Data("other".utf8)
        let changed = try ServerIdentity(wire)
        #expect(throws: WireError.wrongSignature(.identity)) { try changed.verify(nonce: nonce) }
    }

    @Test func `a session proof is for one server, one space and one nonce`() throws {
        let member = SigningKey()
        let certificate = try Certificate(
            space: space,
            publicKey: member.publicKey,
            pseudonym: "Örn",
            rights: .write,
            signedBy: server
        )
        let proof = try SessionProof(
            certificate: certificate,
            nonce: [1, 2],
            server: server.publicKey,
            key: member
        )
        let read = try SessionProof(proof.wire)
        try read.verify(server: server.publicKey, space: space, trusting: [server.publicKey])
        #expect(throws: WireError.wrongSignature(.session)) {
            try read.verify(server: stranger.publicKey, space: space, trusting: [server.publicKey])
        }
        #expect(throws: WireError.log(.unknownSigner)) {
            try read.verify(server: server.publicKey, space: space, trusting: [stranger.publicKey])
        }
        var wire = proof.wire
        wire.nonce = Data([3])
        let changed = try SessionProof(wire)
        #expect(throws: WireError.wrongSignature(.session)) {
            try changed.verify(server: server.publicKey, space: space, trusting: [server.publicKey])
        }
    }

    @Test func `an enrolment proof is for one secret and one server`() throws {
        let member = SigningKey()
        let secret = [UInt8](repeating: 5, count: 10)
        let proof = try EnrolmentProof(space: space, secret: secret, server: server.publicKey, key: member)
        try EnrolmentProof(proof.wire).verify(server: server.publicKey, secret: secret)
        #expect(throws: WireError.wrongSignature(.enrolment)) {
            try proof.verify(server: stranger.publicKey, secret: secret)
        }
        #expect(throws: WireError.wrongSignature(.enrolment)) {
            try proof.verify(server: server.publicKey, secret: [UInt8](repeating: 6, count: 10))
        }
    }

    @Test(arguments: Problem.Code.allCases)
    func `every problem comes back as it was sent`(code: Problem.Code) throws {
        let problem = Problem(code, detail: "Något gick fel.", nonce: [1, 255], head: [0, 254])
        #expect(try Problem(decoding: problem.encoded(), status: 0) == problem)
    }

    @Test func `a problem of a newer server is read as unknown`() throws {
        let document = #"{"type":"urn:faltbild:problem:new","status":418,"title":"T","detail":"D","x":[1]}"#
        let problem = try Problem(decoding: Data(document.utf8), status: 500)
        #expect(problem.code == .unknown)
        #expect(problem.status == 418)
        #expect(throws: WireError.malformed(.problem)) {
            try Problem(decoding: Data("<html>".utf8), status: 500)
        }
    }
}
