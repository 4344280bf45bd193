import FieldModel
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

    @Test func `each space has a running walk of its own, until it ends or is withdrawn`() throws {
        let replica = try Replica(at: .memory, schema: schema)
        let first = try Self.enrol(replica, in: "a1")
        let second = try Self.enrol(replica, in: "b2")
        var walks = RunningWalks()
        for (space, number) in [(first, UInt64(1)), (second, 2)] {
            let id = RecordID(high: 0, low: number)
            walks.note(id, in: space)
            // A walk that is noted and was never saved is none.
            #expect(try walks.view(in: space, of: replica) == nil)
            let key = RecordKey(kind: .walk, id: id)
            let begun = RecordEdit(record: key, edits: [.set(Walk.type, .safetyWalk)])
            _ = try replica.save([begun], in: space)
            #expect(try walks.view(in: space, of: replica)?.key == key)
        }
        let end = FieldEdit.set(Walk.endedAt, Instant(milliseconds: 0, offsetMinutes: 60))
        let walk = RecordKey(kind: .walk, id: RecordID(high: 0, low: 1))
        _ = try replica.save([RecordEdit(record: walk, edits: [end])], in: first)
        #expect(try walks.view(in: first, of: replica) == nil)
        #expect(try walks.view(in: second, of: replica) != nil)
        walks.forget(second)
        #expect(walks.spaces == [first.description])
    }

    /// Makes the replica a member of the space of these digits, without a server to ask.
    private static func enrol(_ replica: Replica, in digits: String) throws -> SpaceID {
        let space = try #require(SpaceID(String(repeating: digits, count: 16)))
        let server = SigningKey()
        let key = SigningKey()
        let certificate = try Certificate(
            space: space,
            publicKey: key.publicKey,
            pseudonym: "falk-07",
            rights: [.write, .review],
            signedBy: server
        )
        try replica.addSpace(space, name: digits, trusting: [server.publicKey])
        let nonce = [UInt8](repeating: 7, count: 16)
        let opening = LogOpening(publicKey: key.publicKey, nonce: nonce, certificate: certificate)
        try replica.startLog(opening, in: space)
        return space
    }

    @Test func `a space is chosen by its name or its id, and two of one name are told apart`() throws {
        func member(_ digits: String, _ name: String) -> Enrolments.Membership {
            let space = String(repeating: digits, count: 16)
            return Enrolments.Membership(space: space, name: name, pseudonym: "falk-07", rights: 1)
        }
        func server(_ address: String, _ members: [Enrolments.Membership]) -> Enrolments.Server {
            Enrolments.Server(address: address, keyID: address, trustAnchor: nil, memberships: members)
        }
        let one = server("https://a.example", [member("a1", "hv-shared"), member("b2", "hv-city")])
        let enrolments = Enrolments(servers: [one, server("https://b.example", [member("c3", "hv-shared")])])
        let none: [String: String] = [:]
        #expect(
            try enrolments.chosen("hv-city", environment: none).flatMap(\.memberships).map(\.name) == [
                "hv-city"
            ]
        )
        #expect(try enrolments.chosen(nil, environment: ["FIELD_SPACE": "hv-shared"]).count == 2)
        #expect(try enrolments.chosen(nil, environment: none).flatMap(\.memberships).count == 3)
        #expect(
            try enrolments.membership(String(repeating: "c3", count: 16), walks: RunningWalks()).name
                == "hv-shared"
        )
        #expect(throws: CommandError.self) { try enrolments.chosen("hv-cty", environment: none) }
        #expect(throws: CommandError.self) { try enrolments.membership("hv-shared", walks: RunningWalks()) }
        var walks = RunningWalks()
        walks.note(RecordID(high: 0, low: 1), in: try #require(member("c3", "").id))
        #expect(try enrolments.membership("hv-shared", walks: walks).space.hasPrefix("c3"))
    }
}
