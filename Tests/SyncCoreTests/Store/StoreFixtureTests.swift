import Foundation
import TestSupport
import Testing

@testable import SyncCore

/// Stores that earlier versions wrote: every later version opens those of log format 1.
///
/// A store of each version is added with it, by Scripts/store-fixture, and none is ever removed.
struct StoreFixtureTests {
    /// What was in a store when it was put here.
    private struct Expected {
        let file: String
        let digest: String
        let changes: Int
    }

    @Test(arguments: ["store-1/laptop", "store-1/server"])
    func `a store of log format 0 is refused, and stays as it is`(name: String) throws {
        let (path, folder) = try copy(name)
        defer { withExtendedLifetime(folder) {} }
        let before = try Data(contentsOf: URL(filePath: path))
        #expect(throws: StoreError.notAStore(path: path)) {
            try Replica(at: .file(path), schema: Schema(kinds: []))
        }
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }

    private func copy(_ name: String) throws -> (path: String, folder: TestFolder) {
        let folder = try TestFolder()
        let path = folder.file("store.sqlite")
        let fixture = Bundle.module.bundleURL.appendingPathComponent("Fixtures/\(name).store").path
        try FileManager.default.copyItem(atPath: fixture, toPath: path)
        return (path, folder)
    }

    @Test func `a store of version 2 opens with every record, and its photos are known by name`() throws {
        for expected in [
            Expected(
                file: "store-2/laptop",
                digest: "8ad2ca45de76a48af80d238ba6754777318e663368827eb4a479f0a472665bb3",
                changes: 38
            ),
            Expected(
                file: "store-2/server",
                digest: "c63bcff204d73ad63020cf2ae3267447614ef04fd3e4d2d9064df0d2f828d35a",
                changes: 37
            ),
        ] {
            let (path, folder) = try copy(expected.file)
            defer { withExtendedLifetime(folder) {} }
            let replica = try Replica(at: .file(path), schema: Schema(kinds: []), purpose: .inspection)
            let report = try replica.check(readingBlobs: false)
            #expect(report.problems == [])
            let space = try #require(report.spaces.first)
            #expect(space.name == "hv-shared")
            #expect(space.changes == expected.changes)
            #expect(try replica.blobCounts(of: space.id).named == 1)
            #expect(try replica.digest(of: space.id).description == expected.digest)
        }
    }
}
