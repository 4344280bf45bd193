import TestSupport
import Testing

@testable import SyncCore
@testable import SyncServer

/// The copy of the control logs beside the key.
struct LedgerTests {
    /// Segments of a control log, each with one entry.
    private func segments(_ count: Int) throws -> [Segment] {
        let space = try TestSpace(seed: 5)
        let server = try space.server()
        for number in 0..<count {
            try space.write([SpaceTitle.edit("hv \(number)", of: space.id)], on: server)
        }
        return try server.controlSegments(of: space.id)
    }

    @Test func `what is added while it is erased is not lost`() async throws {
        let folder = try TestFolder()
        let ledger = Ledger(at: folder.file("ledger"))
        let segments = try segments(80)
        try ledger.append([segments[0]])
        let erased = try segments.map { segment in
            try segment.carrying(try segment.leaves().map { try $0.redacted() })
        }
        try await withThrowingTaskGroup(of: Void.self) { writers in
            writers.addTask { for segment in segments.dropFirst() { try ledger.append([segment]) } }
            writers.addTask { for _ in 0..<80 { try ledger.eraseWhatIsGone(from: erased) } }
            try await writers.waitForAll()
        }
        #expect(try ledger.segments().map(\.id) == segments.map(\.id))
        try ledger.eraseWhatIsGone(from: erased)
        #expect(try ledger.segments() == erased)
    }

    @Test func `what a crash left in it of an erased value goes when the server starts`() async throws {
        try await withFolder { folder in
            let clock = TestClock()
            let administration = try Administration(initialising: folder, surroundings: clock.surroundings)
            try administration.addSpace("kanariefågel")
            let host = administration.host
            let space = try #require(try host.database.spaces().first)
            let before = try host.ledger.segments()
            let choices = try host.replica.changes(of: [SpaceTitle.record(of: space.id)], in: space.id).map {
                RedactionChoice($0, extent: .all)
            }
            _ = try host.controlLog.redact(choices, ground: "OSL 21:1", in: space)
            let written = try host.replica.controlSegments(of: space.id).map(\.id)
            #expect(try host.ledger.segments().map(\.id) == written)
            // The server died before the ledger was cleaned.
            #expect(try host.ledger.segments().first == before.first)
            try Host(folder, surroundings: clock.surroundings).resume()
            let bytes = try #require(PrivateFile.read(folder.ledger))
            #expect(bytes.firstRange(of: Array("kanariefågel".utf8)) == nil)
            #expect(try host.ledger.segments().count == before.count + 1)
        }
    }
}
