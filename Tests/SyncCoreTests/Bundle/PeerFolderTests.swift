import Foundation
import TestSupport
import Testing

@testable import SyncCore

struct PeerFolderTests {
    private let bench: BundleBench
    private let folder: PeerFolder
    private let path: String
    private let one: Peer
    private let two: Peer
    private let three: Peer

    /// A laptop with what it keeps of the folder.
    private final class Peer {
        let laptop: BundleLaptop
        var memory = PeerMemory()

        init(_ laptop: BundleLaptop) { self.laptop = laptop }

        @discardableResult
        func exchange(
            in folder: PeerFolder,
            with passphrase: BundlePassphrase? = try? .sample()
        ) async throws -> PeerReport {
            let report = try await laptop.engine.exchange(
                laptop.space,
                in: folder,
                passphrase: passphrase,
                memory: memory
            )
            memory = report.memory
            return report
        }
    }

    init() throws {
        bench = try BundleBench(seed: 101)
        path = bench.path("pinne")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        folder = PeerFolder(path)
        one = Peer(try bench.laptop("Björk"))
        two = Peer(try bench.laptop("Rönn"))
        three = Peer(try bench.laptop("Alm"))
    }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }

    @Test func `three laptops that use one folder come to the same state`() async throws {
        try one.laptop.write("ett", of: 1)
        try two.laptop.write("två", of: 1)
        try three.laptop.write("tre", of: 2)
        for peer in [one, two, three, one, two] { try await peer.exchange(in: folder) }
        #expect(try two.laptop.digest() == one.laptop.digest())
        #expect(try three.laptop.digest() == one.laptop.digest())
        #expect(try three.laptop.vector() == one.laptop.vector())
    }

    @Test func `an exchange without news reads nothing and writes nothing`() async throws {
        try one.laptop.write("ett", of: 1)
        for peer in [one, two] { try await peer.exchange(in: folder) }
        let before = try names()
        #expect(before.count == 1)
        for peer in [one, two, one] {
            let report = try await peer.exchange(in: folder)
            #expect(report.read == 0)
            #expect(report.added == 0)
            #expect(report.isComplete)
        }
        #expect(try names() == before)
    }

    @Test func `each exchange adds only what no bundle in the folder holds`() async throws {
        try one.laptop.write("ett", of: 1)
        #expect(try await one.exchange(in: folder).added == 1)
        try two.laptop.write("två", of: 2)
        let second = try await two.exchange(in: folder)
        #expect(second.received.received == 1)
        #expect(second.added == 1)
        let third = try await three.exchange(in: folder)
        #expect(third.received.received == 2)
        #expect(third.added == 0)
    }

    @Test func `a damaged bundle is named, the rest comes in, and what it held is left there anew`()
        async throws
    {
        try one.laptop.write("ett", of: 1)
        try await one.exchange(in: folder)
        let damaged = try #require(try names().first)
        try two.laptop.write("två", of: 2)
        try await two.exchange(in: folder)
        try (path + "/" + damaged).write(try (path + "/" + damaged).fileBytes.dropLast(30))
        let report = try await three.exchange(in: folder)
        #expect(report.faults == [.init(bundle: damaged, error: .damaged)])
        #expect(report.received.received == 1)
        #expect(!report.isComplete)
        // Its size has changed, so that those who had read it look again, and leave what it held.
        #expect(try await two.exchange(in: folder).added == 1)
        _ = try await three.exchange(in: folder)
        #expect(try three.laptop.digest() == two.laptop.digest())
        // It is gone once its maker has come by.
        #expect(try await one.exchange(in: folder).faults.count == 1)
        #expect(try !names().contains(damaged))
        #expect(try await three.exchange(in: folder).isComplete)
    }

    @Test func `many bundles of one laptop become one, and the folder still holds everything`() async throws {
        for number in 1...20 as ClosedRange<UInt64> {
            try one.laptop.write("ett \(number)", of: number)
            try await one.exchange(in: folder)
        }
        #expect(try names().count <= Limits.peerBundles + 1)
        try await two.exchange(in: folder)
        #expect(try two.laptop.digest() == one.laptop.digest())
        #expect(try await two.exchange(in: folder).read == 0)
    }

    @Test func `a mistyped passphrase writes nothing`() async throws {
        try one.laptop.write("ett", of: 1)
        try await one.exchange(in: folder)
        let before = try names()
        try two.laptop.write("två", of: 2)
        let mistyped = try BundlePassphrase("fyra torra björkarr")
        await #expect(throws: BundleError.wrongPassphrase) {
            try await two.exchange(in: folder, with: mistyped)
        }
        await #expect(throws: BundleError.passphraseNeeded) {
            try await two.exchange(in: folder, with: nil)
        }
        #expect(try names() == before)
    }

    @Test func `other files in the folder are left alone`() async throws {
        let other = path + "/faltbild-läsmig.bundle"
        try other.write([1])
        let foreign = PeerBundle(of: SpaceID(high: 1, low: 1), by: "00000000", number: 1, random: 7)
        try (path + "/" + foreign.name).write([2])
        try one.laptop.write("ett", of: 1)
        let report = try await one.exchange(in: folder)
        #expect(report.isComplete)
        #expect(try other.fileBytes == [1])
        #expect(try names().count == 3)
    }

    @Test func `two copies of one laptop write bundles of different names`() async throws {
        let copy = Peer(try bench.laptop("Björk"))
        try one.laptop.write("ett", of: 1)
        try copy.laptop.write("kopian", of: 2)
        copy.memory = one.memory
        for peer in [one, copy, one, copy] { try await peer.exchange(in: folder) }
        #expect(try one.laptop.digest() == copy.laptop.digest())
    }

    @Test func `what a crash left half written is taken away by the laptop that wrote it`() async throws {
        try one.laptop.write("ett", of: 1)
        try await one.exchange(in: folder)
        let name = try #require(try names().first)
        let bundle = try #require(PeerBundle(name))
        let half = PeerBundle(of: one.laptop.space, by: bundle.writer, number: 2, random: 1).name + ".part"
        try (path + "/" + half).write([1])
        try await two.exchange(in: folder)
        #expect(try names().contains(half))
        try await one.exchange(in: folder)
        #expect(try names() == [name])
    }

    @Test func `a folder that is not there is told with the system's reason`() async throws {
        let nowhere = bench.path("borta")
        await #expect(throws: BundleError.file(path: nowhere, code: ENOENT)) {
            try await one.exchange(in: PeerFolder(nowhere))
        }
    }

    @Test func `a run counts only where the folder holds what it continues`() throws {
        let log = LogID(high: 1, low: 1)
        func head(_ number: UInt64) -> VersionVector.Head {
            .init(number: number, segment: SegmentID(words: (number, 0, 0, 0)))
        }
        let first = BundledRun(log: log, after: nil, heads: [head(1)])
        let second = BundledRun(log: log, after: head(1).segment, heads: [head(2)])
        let fourth = BundledRun(log: log, after: head(3).segment, heads: [head(4)])
        #expect(BundleCoverage(of: [fourth, second, first]).vector.heads == [log: [head(1), head(2)]])
        #expect(BundleCoverage(of: [fourth, second]).vector.heads.isEmpty)
    }
}
