import Foundation
import TestSupport
import Testing

@testable import SyncCore

struct BundleFileTests {
    private let bench: BundleBench
    private let laptop: BundleLaptop
    private let path: String

    init() throws {
        bench = try BundleBench(seed: 81)
        laptop = try bench.laptop("Björk")
        path = bench.path("a.bundle")
        try laptop.write("ett", of: 1)
    }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(
            atPath: URL(filePath: path).deletingLastPathComponent().path()
        )
    }

    @Test func `a bundle is for its owner alone, and nothing lies beside it`() async throws {
        try path.appending(".part").write([1, 2, 3])
        try await laptop.engine.export([laptop.space], to: path, passphrase: .sample())
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try names() == ["a.bundle"])
    }

    @Test func `a file that is there is replaced only if that was asked for`() async throws {
        try path.write([7])
        await #expect(throws: BundleError.exists(path: path)) {
            try await laptop.engine.export([laptop.space], to: path, passphrase: nil)
        }
        #expect(try path.fileBytes == [7])
        try await laptop.engine.export([laptop.space], to: path, replacing: true, passphrase: nil)
        #expect(try path.fileBytes.count > 100)
    }

    @Test func `an export that is cancelled leaves no file`() async throws {
        let task = Task { [laptop, path] in
            withUnsafeCurrentTask { $0?.cancel() }
            try await laptop.engine.export([laptop.space], to: path, passphrase: nil)
        }
        await #expect(throws: BundleError.cancelled) { try await task.value }
        #expect(try names() == [])
    }

    @Test func `a folder that is not there is told with the system's reason`() async throws {
        let path = bench.path("ingen/a.bundle")
        await #expect(throws: BundleError.file(path: path, code: ENOENT)) {
            try await laptop.engine.export([laptop.space], to: path, passphrase: nil)
        }
        #expect(throws: BundleError.file(path: path, code: ENOENT)) { try BundleEngine.isLocked(path) }
        let folder = bench.path("")
        #expect(throws: BundleError.file(path: folder, code: EISDIR)) { try BundleEngine.isLocked(folder) }
    }

    @Test func `other words do not open a bundle, and none are missed`() async throws {
        try await laptop.engine.export([laptop.space], to: path, passphrase: .sample())
        await #expect(throws: BundleError.wrongPassphrase) {
            try await laptop.engine.import(from: path, passphrase: BundlePassphrase("fyra torra Björkar"))
        }
        await #expect(throws: BundleError.passphraseNeeded) {
            try await laptop.engine.import(from: path, passphrase: nil)
        }
    }

    @Test func `a passphrase opens a bundle however its å, ä and ö were composed`() async throws {
        let composed = try BundlePassphrase("fyra bj\u{F6}rkar")
        try await laptop.engine.export([laptop.space], to: path, passphrase: composed)
        let decomposed = try BundlePassphrase("fyra bjo\u{308}rkar")
        #expect(try BundleEngine.manifest(of: path, passphrase: decomposed).segments == 1)
    }

    @Test func `a passphrase has eight characters and is text`() {
        #expect(throws: BundleError.passphraseTooShort) { try BundlePassphrase("sju åäö") }
        #expect(throws: Never.self) { try BundlePassphrase("åtta åäö") }
        #expect(throws: BundleError.passphraseTooShort) { try BundlePassphrase("") }
        #expect(throws: BundleError.passphraseNotText) { try BundlePassphrase("trasig \u{FFFD} text") }
    }

    @Test(arguments: [
        ScryptCost(roundsExponent: 19), ScryptCost(roundsExponent: 63), ScryptCost(roundsExponent: 9),
        ScryptCost(roundsExponent: 10, blockSize: 255), ScryptCost(roundsExponent: 10, blockSize: 0),
        ScryptCost(roundsExponent: 10, parallelism: 0), ScryptCost(roundsExponent: 10, parallelism: 255),
    ])
    func `a key that would cost too much, or nothing, is not derived`(cost: ScryptCost) throws {
        let lock = BundlePrelude.Lock(
            cost: cost,
            salt: [UInt8](repeating: 1, count: 16),
            nonce: [UInt8](repeating: 2, count: 16),
            check: [UInt8](repeating: 3, count: 16)
        )
        try path.write(BundlePrelude(lock: lock).bytes + [UInt8](repeating: 0, count: 100))
        #expect(throws: BundleError.tooCostly) {
            try BundleEngine.manifest(of: path, passphrase: .sample())
        }
    }

    @Test func `the cost of usual bundles is one that readers accept`() {
        #expect(ScryptCost.usual.isAcceptable)
    }

    @Test func `two bundles of the same words have different keys, and one derivation opens both`() throws {
        var generator = SeededGenerator(seed: 82)
        var maker = BundleLocksmith(try .sample(), cost: BundleBench.cost)
        let first = try maker.newLock(using: &generator)
        let second = try maker.newLock(using: &generator)
        #expect(first.prelude.lock?.salt == second.prelude.lock?.salt)
        #expect(first.prelude.lock?.nonce != second.prelude.lock?.nonce)
        #expect(first.key != second.key)
        var reader = BundleLocksmith(try .sample())
        #expect(try reader.key(for: first.prelude) == first.key)
        #expect(try reader.key(for: second.prelude) == second.key)
    }
}
