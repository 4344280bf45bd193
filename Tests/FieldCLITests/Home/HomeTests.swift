import Foundation
import SyncCore
import Testing

@testable import FieldCLI

/// The files of a home folder.
struct HomeTests {
    private let folder = NSTemporaryDirectory() + "faltbild-home-" + UUID().uuidString

    @Test func `the folder is the named one, else that of the environment, else below the person's own`() {
        let all = ["FIELD_HOME": "/a", "XDG_DATA_HOME": "/b", "HOME": "/c"]
        #expect(Home("/x", environment: all).path == "/x")
        #expect(Home(nil, environment: all).path == "/a")
        #expect(Home(nil, environment: ["FIELD_HOME": "", "XDG_DATA_HOME": "/b"]).path == "/b/faltbild")
        #expect(Home(nil, environment: ["HOME": "/c"]).path == "/c/.local/share/faltbild")
    }

    @Test func `drafts have numbers that are not used again while a later one is there`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let drafts = Drafts(in: folder + "/drafts")
        #expect(try drafts.names().isEmpty)
        let draft = Draft(space: "00", madeAt: 1, content: .record(line: "å"))
        for name in ["1", "2", "3"] { #expect(try drafts.keep(draft) == name) }
        try drafts.remove("2")
        #expect(try drafts.names() == ["1", "3"])
        #expect(try drafts.keep(draft) == "4")
        #expect(throws: CommandError.self) { try drafts.draft(named: "2") }
    }

    @Test func `a draft that is kept under a name takes the place of the one before`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let drafts = Drafts(in: folder + "/drafts")
        _ = try drafts.keep(Draft(space: "00", madeAt: 1, content: .lines("a")))
        #expect(try drafts.keep(Draft(space: "00", madeAt: 2, content: .lines("b")), as: "1") == "1")
        #expect(try drafts.names() == ["1"])
        #expect(try drafts.draft(named: "1").madeAt == 2)
    }

    @Test func `a name with a path in it is no draft`() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let drafts = Drafts(in: folder + "/drafts")
        _ = try drafts.keep(Draft(space: "00", madeAt: 1, content: .lines("a")))
        try Data("{}".utf8).write(to: URL(filePath: folder + "/other.json"))
        #expect(throws: CommandError.self) { try drafts.remove("../other") }
        #expect(FileManager.default.fileExists(atPath: folder + "/other.json"))
    }

    @Test func `a running walk is one of its space only`() throws {
        let walk = try #require(RecordID("0270af6f-0000-4000-8000-000000000001"))
        let space = try #require(SpaceID(String(repeating: "a1", count: 16)))
        let other = try #require(SpaceID(String(repeating: "b2", count: 16)))
        let running = RunningWalk(walk, in: space)
        #expect(running.key(in: space)?.id == walk)
        #expect(running.key(in: other) == nil)
    }
}
