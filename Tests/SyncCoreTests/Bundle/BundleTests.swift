import Foundation
import TestSupport
import Testing

@testable import SyncCore

struct BundleTests {
    private let bench: BundleBench
    private let one: BundleLaptop
    private let two: BundleLaptop
    private let passphrase: BundlePassphrase

    init() throws {
        bench = try BundleBench(seed: 71)
        one = try bench.laptop("Björk")
        two = try bench.laptop("Rönn")
        passphrase = try .sample()
    }

    @Test(arguments: [true, false])
    func `a laptop that takes in another's bundle comes to the same state`(isLocked: Bool) async throws {
        let server = try bench.controlLog()
        try one.replica.ingest(server.allSegments(of: bench.space.id), of: bench.space.id)
        for number in 1...5 as ClosedRange<UInt64> {
            try one.write("ett \(number)", of: number)
            try one.seal()
        }
        try one.write("osparat", of: 6)
        let path = bench.path("a.bundle")
        let words = isLocked ? passphrase : nil
        let manifest = try await one.engine.export([one.space], to: path, passphrase: words)
        #expect(manifest.segments == 7)
        #expect(manifest.spaces.first?.stateDigest == (try one.digest()))
        #expect(try BundleEngine.isLocked(path) == isLocked)
        let report = try await two.engine.import(from: path, passphrase: words)
        #expect(report.fault == nil)
        #expect(report.spaces.map(\.received) == [7])
        #expect(report.spaces.map(\.statesDiffer) == [false])
        #expect(try two.digest() == one.digest())
        #expect(try two.vector() == one.vector())
        #expect(try BundleEngine.manifest(of: path, passphrase: words) == manifest)
    }

    @Test func `a bundle that is taken in twice changes nothing the second time`() async throws {
        try one.write("ett", of: 1)
        let path = bench.path("a.bundle")
        try await one.engine.export([one.space], to: path, passphrase: passphrase)
        _ = try await two.engine.import(from: path, passphrase: passphrase)
        let digest = try two.digest()
        let again = try await two.engine.import(from: path, passphrase: passphrase)
        #expect(again.spaces.map(\.received) == [0])
        #expect(again.spaces.map(\.known) == [1])
        #expect(try two.digest() == digest)
    }

    @Test func `the control log comes first, and then each segment after its predecessor`() async throws {
        let server = try bench.controlLog()
        for number in 1...3 as ClosedRange<UInt64> {
            try one.write("ett \(number)", of: number)
            try one.seal()
        }
        try one.replica.ingest(server.allSegments(of: bench.space.id), of: bench.space.id)
        let path = bench.path("a.bundle")
        try await one.engine.export([one.space], to: path, passphrase: nil)
        var locksmith = BundleLocksmith(nil)
        var reader = try BundleReader(at: path, with: &locksmith)
        var segments: [Segment] = []
        while case .segment(let segment) = try reader.next() { segments.append(segment) }
        #expect(segments.first?.header.opening?.certificate == nil)
        #expect(segments.dropFirst().map(\.header.first) == [1, 2, 3])
    }

    @Test func `what arrived before a date is left out, and waits for where it was not brought before`()
        async throws
    {
        let clock = TestSurroundings(seed: 5)
        let member = try bench.space.member("Ek")
        let laptop = try BundleLaptop(
            bench.space.laptop(member, surroundings: clock),
            member.key,
            in: bench.space
        )
        try laptop.write("förr", of: 1)
        try laptop.seal()
        clock.advance(by: 1_000)
        let since = clock.now
        try laptop.write("nu", of: 2)
        let early = bench.path("a.bundle")
        let late = bench.path("b.bundle")
        try await laptop.engine.export([laptop.space], to: early, passphrase: nil)
        let manifest = try await laptop.engine.export([laptop.space], to: late, since: since, passphrase: nil)
        #expect(manifest.segments == 1)
        #expect(manifest.since == since)
        let waits = try await two.engine.import(from: late, passphrase: nil)
        #expect(waits.spaces.map(\.gaps) == [1])
        #expect(try two.segments().isEmpty)
        _ = try await two.engine.import(from: early, passphrase: nil)
        #expect(try two.digest() == laptop.digest())
    }

    @Test func `a log reaches a third laptop through a second that only carries it`() async throws {
        try one.write("ett", of: 1)
        let first = bench.path("a.bundle")
        try await one.engine.export([one.space], to: first, passphrase: passphrase)
        _ = try await two.engine.import(from: first, passphrase: passphrase)
        try two.write("två", of: 2)
        let second = bench.path("b.bundle")
        try await two.engine.export([two.space], to: second, passphrase: nil)
        let three = try bench.laptop("Alm")
        _ = try await three.engine.import(from: second, passphrase: nil)
        #expect(try three.digest() == two.digest())
        #expect(try three.vector().heads.count == 2)
    }

    @Test func `a forked log keeps both branches through a bundle`() async throws {
        try one.write("ett", of: 1)
        try one.seal()
        let clone = try BundleLaptop(
            bench.space.laptop(bench.space.member("Björk")),
            one.key,
            in: bench.space
        )
        try clone.write("kopian", of: 2)
        try clone.seal()
        try two.replica.ingest(one.segments() + clone.segments(), of: bench.space.id)
        let path = bench.path("a.bundle")
        let manifest = try await two.engine.export([two.space], to: path, passphrase: nil)
        #expect(manifest.spaces.first?.runs.count == 2)
        let three = try bench.laptop("Alm")
        let report = try await three.engine.import(from: path, passphrase: nil)
        #expect(report.spaces.map(\.forked) == [1])
        #expect(try three.vector() == two.vector())
        #expect(try three.digest() == two.digest())
    }

    @Test func `a laptop that meets unknown segments of its own log starts one new log, once`() async throws {
        try one.write("ett", of: 1)
        let path = bench.path("a.bundle")
        try await one.engine.export([one.space], to: path, passphrase: nil)
        let restored = try bench.laptop("Björk")
        let report = try await restored.engine.import(from: path, passphrase: nil)
        #expect(report.spaces.map(\.hasNewLog) == [true])
        #expect(try restored.replica.spaces().first?.leftLogs == 1)
        #expect(
            try await restored.engine.import(from: path, passphrase: nil).spaces.map(\.hasNewLog) == [false]
        )
        try restored.write("två", of: 2)
        try restored.seal()
        #expect(try restored.vector().heads.count == 2)
    }

    @Test func `spaces of others are skipped and named, and what is ours comes in`() async throws {
        let elsewhere = try TestSpace(seed: 72)
        let member = try elsewhere.member("Björk")
        try one.replica.addSpace(elsewhere.id, name: "hv-police", trusting: [elsewhere.serverKey.publicKey])
        try one.replica.startLog(member.opening, in: elsewhere.id)
        let keys = MemoryKeys()
        try keys.keep([one.space: one.key, elsewhere.id: member.key])
        let engine = BundleEngine(replica: one.replica, keys: keys, cost: BundleBench.cost)
        _ = try one.replica.save([.title("hemligt", of: 1)], in: elsewhere.id)
        try one.write("ett", of: 1)
        let both = bench.path("a.bundle")
        try await engine.export([elsewhere.id, one.space], to: both, passphrase: nil)
        let report = try await two.engine.import(from: both, passphrase: nil)
        #expect(report.skipped == ["hv-police"])
        #expect(report.spaces.map(\.received) == [1])
        let other = bench.path("b.bundle")
        try await engine.export([elsewhere.id], to: other, passphrase: nil)
        await #expect(throws: BundleError.noSharedSpace(["hv-police"])) {
            try await two.engine.import(from: other, passphrase: nil)
        }
    }

    @Test func `what another server vouches for is refused, segment by segment`() async throws {
        var generator = SeededGenerator(seed: 73)
        let strangerKey = try SigningKey.seeded(&generator)
        let key = try SigningKey.seeded(&generator)
        let certificate = try Certificate(
            space: bench.space.id,
            publicKey: key.publicKey,
            pseudonym: "Främling",
            rights: [.write],
            signedBy: strangerKey
        )
        let stranger = try Replica(at: .memory, schema: TestSchema.notes)
        try stranger.addSpace(bench.space.id, name: "hv-shared", trusting: [strangerKey.publicKey])
        let opening = LogOpening(
            publicKey: key.publicKey,
            nonce: generator.bytes(16),
            certificate: certificate
        )
        try stranger.startLog(opening, in: bench.space.id)
        let laptop = try BundleLaptop(stranger, key, in: bench.space)
        try laptop.write("x", of: 1)
        let path = bench.path("a.bundle")
        try await laptop.engine.export([laptop.space], to: path, passphrase: nil)
        let report = try await two.engine.import(from: path, passphrase: nil)
        #expect(report.spaces.map(\.refusals) == [[.unknownSigner]])
        #expect(try two.segments().isEmpty)
    }

    @Test func `a signature that was damaged on the way is refused, also in the middle of a log`()
        async throws
    {
        for number in 1...3 as ClosedRange<UInt64> {
            try one.write("ett \(number)", of: number)
            try one.seal()
        }
        let path = bench.path("a.bundle")
        try await one.engine.export([one.space], to: path, passphrase: nil)
        let signature = try one.segments()[1].signature
        var bytes = try path.fileBytes
        let place = try #require(bytes.firstRange(of: signature)?.lowerBound)
        bytes[place] ^= 1
        try path.write(bytes)
        let report = try await two.engine.import(from: path, passphrase: nil)
        #expect(report.fault == .damaged)
        #expect(report.spaces.map(\.refusals) == [[.wrongSignature(.segment)]])
        #expect(try two.segments() == Array(one.segments().prefix(1)))
    }

    @Test func `a server numbers what a bundle brings`() async throws {
        try one.write("ett", of: 1)
        let path = bench.path("a.bundle")
        try await one.engine.export([one.space], to: path, passphrase: passphrase)
        let server = try bench.space.server()
        let report = try server.takeBundle(at: path, passphrase: passphrase, isNumbering: true)
        #expect(report.spaces.map(\.received) == [1])
        #expect(try server.stream(of: one.space)?.position == 1)
        #expect(try server.digest(of: one.space) == one.digest())
        let again = try server.takeBundle(at: path, passphrase: passphrase, isNumbering: true)
        #expect(again.spaces.map(\.known) == [1])
        #expect(try server.stream(of: one.space)?.position == 1)
    }
}
