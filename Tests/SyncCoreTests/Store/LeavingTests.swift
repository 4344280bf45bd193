import Foundation
import TestSupport
import Testing

@testable import SyncCore

/// A device that leaves a space.
struct LeavingTests {
    private static let canary = "kanariefågel"

    @Test func `what is left of a space is in no file, and the other space stays as it was`() throws {
        let folder = try TestFolder()
        let path = folder.file("store.sqlite")
        let left = try TestSpace(seed: 81)
        let kept = try TestSpace(seed: 82)
        let leaver = try left.member("Björk")
        let stayer = try kept.member("Lönn")
        let replica = try left.laptop(leaver, at: .file(path))
        try replica.addSpace(kept.id, name: "hv-city", trusting: [kept.serverKey.publicKey])
        try replica.startLog(stayer.opening, in: kept.id)
        _ = try replica.save([.title(Self.canary, of: 1)], in: left.id)
        try replica.seal(left.id, with: leaver.key)
        _ = try replica.save([.title("mer " + Self.canary, of: 1), .title("två", of: 2)], in: left.id)
        _ = try replica.save([.title("kvar", of: 1)], in: kept.id)
        _ = try replica.records(matching: RecordQuery(), in: left.id)
        let digest = try replica.digest(of: kept.id)

        try replica.leave(left.id)
        #expect(try replica.spaces().map(\.id) == [kept.id])
        #expect(try replica.digest(of: kept.id) == digest)
        #expect(try replica.check().problems == [])
        var search = RecordQuery()
        search.text = "kvar"
        #expect(try replica.records(matching: search, in: kept.id).records.count == 1)
        #expect(throws: StoreError.unknownSpace(left.id)) { try replica.digest(of: left.id) }
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let bytes = try Data(contentsOf: URL(filePath: folder.file(name)))
            #expect(bytes.range(of: Data(Self.canary.utf8)) == nil, "\(name)")
        }
    }

    @Test func `a key that is forgotten is gone, and the others stay`() throws {
        let folder = try TestFolder()
        let keys = KeyFile(at: folder.file("keys"))
        let (first, second) = (SigningKey(), SigningKey())
        let spaces = [SpaceID(high: 1, low: 1), SpaceID(high: 2, low: 2)]
        try keys.keep([spaces[0]: first, spaces[1]: second])
        try keys.forget(spaces[0])
        #expect(try keys.key(for: spaces[0]) == nil)
        #expect(try keys.key(for: spaces[1])?.secretBytes == second.secretBytes)
    }
}
