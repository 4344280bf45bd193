import FoundationEssentials
import SwiftProtobuf
import SyncCore
import TestSupport
import Testing

struct CertificateTests {
    @Test func `a certificate is read as it was made, and verifies under the key that signed it`() throws {
        let log = try SampleLog(pseudonym: "Räv Ö", rights: [.write, .review, .administer])
        let read = try Certificate(decoding: log.certificate.bytes)
        #expect(read == log.certificate)
        #expect(read.pseudonym == "Räv Ö" && read.rights.rawValue == 7)
        #expect(read.signer == log.serverKey.publicKey.id)
        try read.verify(signedBy: [log.memberKey.publicKey, log.serverKey.publicKey])
    }

    @Test func `a key that is not trusted certifies nobody`() throws {
        let log = try SampleLog()
        #expect(throws: LogError.unknownSigner) { try log.certificate.verify(signedBy: []) }
        #expect(throws: LogError.unknownSigner) {
            try log.certificate.verify(signedBy: [log.memberKey.publicKey])
        }
    }

    @Test func `every flipped bit of a certificate is refused`() throws {
        let log = try SampleLog()
        let bytes = log.certificate.bytes
        for bit in 0..<bytes.count * 8 {
            var damaged = bytes
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            let isTrusted =
                (try? Certificate(decoding: damaged))
                .map { (try? $0.verify(signedBy: [log.serverKey.publicKey])) != nil } ?? false
            #expect(!isTrusted, "bit \(bit)")
        }
    }

    @Test func `an opening needs a certificate of its own key and space, or a trusted key`() throws {
        let log = try SampleLog()
        let trusted = [log.serverKey.publicKey]
        let nonce = log.opening.nonce
        let control = LogOpening(publicKey: log.serverKey.publicKey, nonce: nonce, certificate: nil)
        #expect(try control.writer(in: SampleLog.space, trusting: trusted) == .control)
        let stranger = LogOpening(publicKey: log.memberKey.publicKey, nonce: nonce, certificate: nil)
        #expect(throws: LogError.unknownSigner) {
            try stranger.writer(in: SampleLog.space, trusting: trusted)
        }
        #expect(throws: LogError.wrongSpace) {
            try log.opening.writer(in: SpaceID(high: 9, low: 9), trusting: trusted)
        }
        let thief = LogOpening(
            publicKey: try SampleLog.key(of: 3).publicKey,
            nonce: nonce,
            certificate: log.certificate
        )
        #expect(throws: LogError.malformed(.certificate)) {
            try thief.writer(in: SampleLog.space, trusting: trusted)
        }
    }

    @Test func `a log's name depends on the space, the key, the nonce and the certificate`() throws {
        let log = try SampleLog()
        let key = log.memberKey.publicKey
        let nonce = log.opening.nonce
        let promoted = try Certificate(
            space: SampleLog.space,
            publicKey: key,
            pseudonym: log.certificate.pseudonym,
            rights: [.write, .review, .administer],
            signedBy: log.serverKey
        )
        func name(
            of space: SpaceID,
            _ key: PublicKey,
            _ nonce: [UInt8],
            _ certificate: Certificate?
        ) -> LogID {
            LogID(space: space, publicKey: key, nonce: nonce, certificate: certificate)
        }
        let names = [
            log.log,
            name(of: SpaceID(high: 1, low: 1), key, nonce, log.certificate),
            name(of: SampleLog.space, log.serverKey.publicKey, nonce, log.certificate),
            name(of: SampleLog.space, key, .init(repeating: 0, count: 16), log.certificate),
            name(of: SampleLog.space, key, nonce, promoted),
            name(of: SampleLog.space, key, nonce, nil),
        ]
        #expect(Set(names).count == names.count)
    }
}

struct WriterTests {
    private static let record = KindNumber(rawValue: 16)
    private static let engine = KindNumber(rawValue: 15)

    @Test func `fields below 512 need the right to write, those from there up the right to review`() {
        let plain = [FieldNumber.withdrawal, FieldNumber(rawValue: 511)]
        let review = [FieldNumber(rawValue: 512), FieldNumber(rawValue: .max)]
        for field in plain {
            #expect(Writer.member(.write).mayWrite(field, of: Self.record))
            #expect(!Writer.member([.review, .administer]).mayWrite(field, of: Self.record))
        }
        for field in review {
            #expect(Writer.member(.review).mayWrite(field, of: Self.record))
            #expect(!Writer.member([.write, .administer]).mayWrite(field, of: Self.record))
        }
    }

    @Test func `the engine's kinds are the control log's, and nothing else is`() {
        let all = Rights(rawValue: .max)
        #expect(Writer.control.mayWrite(ControlLog.content, of: Self.engine))
        #expect(!Writer.control.mayWrite(ControlLog.content, of: Self.record))
        #expect(!Writer.member(all).mayWrite(ControlLog.content, of: Self.engine))
        #expect(Writer.member(all).mayWrite(ControlLog.content, of: Self.record))
    }
}
