import Foundation
import Testing

@testable import SyncCore

/// Stores that earlier versions wrote, which every later version opens.
///
/// A store of each version is added when the version after it comes, and none is ever removed.
struct StoreFixtureTests {
    /// What was in a store when it was put here.
    private struct Expected {
        let file: String
        let space: String
        let digest: String
        let changes: Int
        let blobs: Int
    }

    @Test func `a store of version 1 opens with every record, and its photos are known by name`() throws {
        for expected in [
            Expected(
                file: "store-1/laptop",
                space: "hv-shared",
                digest: "29f9a0b2499d851da9c451647106d78266514a918ea41b2b2cf982cf0e84f7fb",
                changes: 39,
                blobs: 2
            ),
            Expected(
                file: "store-1/server",
                space: "hv-shared",
                digest: "6027876f1ee380d05dc8418e2af6dcbd334bc483ff6f8fc685d2c09830256de0",
                changes: 38,
                blobs: 2
            ),
        ] {
            let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).sqlite")
                .path
            defer { _ = try? FileManager.default.removeItem(atPath: path) }
            let fixture = try #require(
                Bundle.module.path(forResource: "Fixtures/\(expected.file)", ofType: "store")
            )
            try FileManager.default.copyItem(atPath: fixture, toPath: path)
            let replica = try Replica(at: .file(path), schema: Schema(kinds: []), purpose: .inspection)
            let report = try replica.check()
            #expect(report.problems == [])
            let space = try #require(report.spaces.first)
            #expect(space.name == expected.space)
            #expect(space.changes == expected.changes)
            #expect(try replica.blobCounts(of: space.id).named == expected.blobs)
            #expect(try replica.digest(of: space.id).description == expected.digest)
        }
    }
}
