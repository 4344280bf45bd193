import FieldModel
import Foundation
import SyncCore
import Testing

@testable import SyncServer

@Suite struct RedactionRoutesTests {
    private static let canary = "Kanariefågeln vid ån"

    @Test func `a preview lists what goes and the other places, and writes nothing`() async throws {
        try await withServer { server in
            let device = try await reviewer(on: server)
            try await device.observe(Self.canary, id: 1)
            try await device.observe(Self.canary, id: 2)
            let before = try server.stream(device)
            let answer = try await device.redact(["preview": .bool(true)])
            #expect(answer.values == [.string(Self.canary)])
            #expect(answer.changes.map(\.id) == [uuid(1)])
            #expect(answer.changes.map(\.fields) == [["description"]])
            #expect(answer.elsewhere.map(\.id) == [uuid(2)])
            #expect(answer.elsewhere.map(\.goes) == [false])
            #expect(answer.elsewhereCount == 1)
            #expect(answer.redactedChanges == nil)
            #expect(try server.stream(device) == before)
        }
    }

    @Test func `one field goes, the others of its change and the other records stay`() async throws {
        try await withServer { server in
            let device = try await reviewer(on: server)
            try await device.observe(Self.canary, id: 1)
            try await device.observe(Self.canary, id: 2)
            let answer = try await device.redact([:])
            #expect(answer.redactedChanges == 1)
            try await device.pullAll()
            #expect(try device.description(of: 1) == .redacted)
            #expect(try device.gravity(of: 1) == "mild")
            #expect(try device.description(of: 2) == .value(Value.text(Self.canary).canonicalBytes))
            let history = try await device.text("records/observation/\(uuid(1))/history")
            #expect(history.contains(#""redaction":{"ground":"OSL 21:1","time":"#))
            #expect(try await device.text("records/observation/\(uuid(1))").contains(#""redacted":["desc"#))
        }
    }

    @Test func `everywhere takes the other places, and a whole change all its values`() async throws {
        try await withServer { server in
            let device = try await reviewer(on: server)
            for id in 1...3 { try await device.observe(Self.canary, id: UInt64(id)) }
            let answer = try await device.redact(["everywhere": .bool(true), "whole_change": .bool(true)])
            #expect(answer.redactedChanges == 3)
            try await device.pullAll()
            for id in 1...3 { #expect(try device.description(of: UInt64(id)) == .redacted) }
            #expect(try device.gravity(of: 1) == nil)
            #expect(try device.gravity(of: 2) == "mild")
        }
    }

    @Test func `one entry is named as the history names it, and the others of the field stay`() async throws {
        try await withServer { server in
            let device = try await reviewer(on: server)
            try await device.observe(Self.canary, id: 1)
            try await device.observe("Rättat", id: 1)
            let log = try #require(try device.ownLog())
            func entry(_ position: Int) -> JSONValue {
                .object(["log": .string(log), "number": .number(1), "position": .number(Decimal(position))])
            }
            let answer = try await device.redact(["entry": entry(1)])
            #expect(answer.values == [.string(Self.canary)])
            try await device.pullAll()
            #expect(try device.description(of: 1) == .value(Value.text("Rättat").canonicalBytes))
            let problem = try await device.refusal(["entry": entry(7)])
            #expect(problem.code == .notFound)
        }
    }

    @Test func `a pull that waits is woken by a redaction`() async throws {
        try await withServer { server in
            let device = try await reviewer(on: server)
            try await device.observe(Self.canary, id: 1)
            let head = try await device.pullAll().head
            let waiting = device
            async let answer = waiting.pull(after: head.stream, wait: 30)
            _ = try await device.redact([:])
            #expect(try device.items(in: try await answer).count > 1)
        }
    }

    @Test func `without the right to review nothing is erased, nor without a session`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"], rights: .write)
            try await device.openSession("hv-shared")
            try await device.observe(Self.canary, id: 1)
            let before = try server.stream(device)
            let problem = try await device.refusal([:])
            #expect(problem.status == 403)
            #expect(problem.code == .notPermitted)
            #expect(problem.detail.contains("review"))
            #expect(try await device.refusal(["preview": .bool(true)]).code == .notPermitted)
            let stranger = try await device.send([:], token: nil)
            #expect(stranger.head.status == 401)
            #expect(try server.stream(device) == before)
        }
    }

    @Test(arguments: [
        (["ground": ""], Problem.Code.groundNotAccepted, "legal ground"),
        (["ground": String(repeating: "å", count: 251)], .groundNotAccepted, "500 bytes"),
        (["ground": "enligt 070-123 45 67"], .groundNotAccepted, "phone number"),
        (["ground": "en\u{1B}[2Jrad"], .groundNotAccepted, "control"),
        (["ground": "Här stod: kanariefågeln VID ån"], .groundNotAccepted, "is to be erased"),
        (["kind": "obsevation"], .notFound, "observation"),
        (["field": "descripton"], .notFound, "description"),
        (["id": "00000000-0000-0000-0000-000000000009"], .notFound, "record"),
        (["id": "9"], .notFound, "record"),
        (["field": "responsible"], .nothingToRedact, "never held"),
    ])
    func `what cannot be redacted is refused with its reason`(
        members: [String: String],
        code: Problem.Code,
        hint: String
    ) async throws {
        try await withServer { server in
            let device = try await reviewer(on: server)
            try await device.observe(Self.canary, id: 1)
            let before = try server.stream(device)
            let problem = try await device.refusal(members.mapValues { .string($0) })
            #expect(problem.code == code)
            #expect(problem.detail.contains(hint), "\(problem.detail)")
            #expect(try server.stream(device) == before)
        }
    }

    @Test func `what is redacted already is told so, and a body that is no JSON is refused`() async throws {
        try await withServer { server in
            let device = try await reviewer(on: server)
            try await device.observe(Self.canary, id: 1)
            _ = try await device.redact([:])
            #expect(try await device.refusal([:]).code == .alreadyRedacted)
            let path = try device.path("hv-shared", "redactions")
            let token = device.tokens["hv-shared"]
            let broken = try await device.post(path, Array("{".utf8), type: "application/json", token: token)
            #expect(try device.problem(broken).code == .malformed)
            let wrong = try await device.post(path, Array("{}".utf8), token: token)
            #expect(wrong.head.status == 415)
        }
    }

    @Test func `a value in more places than one request takes goes from its record alone`() async throws {
        try await withServer { server in
            let device = try await reviewer(on: server)
            for id in 1...4 { try await device.observe(Self.canary, id: UInt64(id)) }
            let host = server.administration.host
            let id = try device.membership("hv-shared").space
            let space = try #require(try host.database.space(id))
            let desk = RedactionDesk(host: host, signals: SpaceSignals(), changeLimit: 2)
            func request(_ everywhere: Bool) throws -> RedactionRequest {
                let order = """
                    {"kind":"observation","id":"\(uuid(1))","field":"description","ground":"OSL 21:1",\
                    "everywhere":\(everywhere)}
                    """
                return try JSONDecoder().decode(RedactionRequest.self, from: Data(order.utf8))
            }
            let before = try server.stream(device)
            #expect(throws: Refusal.redaction(.tooManyChanges(limit: 2))) {
                try desk.answer(try request(true), in: space)
            }
            #expect(try server.stream(device) == before)
            let line = try desk.answer(try request(false), in: space).json.line
            #expect(line.contains(#""elsewhere_count":2,"elsewhere_more":true"#))
            #expect(line.contains(#""redacted_changes":1"#))
        }
    }

    private func reviewer(on server: TestServer) async throws -> TestDevice {
        var device = try await server.device("falk-07", in: ["hv-shared"])
        try await device.openSession("hv-shared")
        return device
    }
}

private func uuid(_ id: UInt64) -> String { RecordID(high: 0, low: id).uuidString }

private struct Reply: Decodable {
    struct Place: Decodable {
        let id: String
        let fields: [String]
        let goes: Bool
    }

    let values: [JSONValue]
    let changes: [Place]
    let elsewhere: [Place]
    let elsewhereCount: Int
    let redactedChanges: Int?

    private enum CodingKeys: String, CodingKey {
        case values, changes, elsewhere
        case elsewhereCount = "elsewhere_count"
        case redactedChanges = "redacted_changes"
    }
}

extension TestServer {
    fileprivate func stream(_ device: TestDevice) throws -> StreamPosition? {
        try administration.host.replica.stream(of: try device.membership("hv-shared").space)
    }
}

extension TestDevice {
    fileprivate func observe(_ description: String, id: UInt64) async throws {
        let gravity = try gravityField
        let mild = try #require(gravity.choices.first { $0.identifier == "mild" })
        let text = try #require(Observation.definition["description"])
        let membership = try membership("hv-shared")
        let edit = RecordEdit(
            record: RecordKey(kind: .observation, id: RecordID(high: 0, low: id)),
            edits: [
                .set(text.number, .text(description)), .set(gravity.number, .enumeration(mild.number)),
            ]
        )
        _ = try replica.save([edit], in: membership.space)
        try replica.seal(membership.space, with: membership.key)
        try await pushAll()
    }

    fileprivate func send(_ members: [String: JSONValue], token: String?) async throws -> HTTPAnswer {
        var order: [String: JSONValue] = [
            "kind": .string("observation"), "id": .string(uuid(1)), "field": .string("description"),
            "ground": .string("OSL 21:1"),
        ]
        order.merge(members) { $1 }
        return try await post(
            try path("hv-shared", "redactions"),
            Array(JSONValue.object(order).line.utf8),
            type: "application/json",
            token: token
        )
    }

    fileprivate func redact(_ members: [String: JSONValue]) async throws -> Reply {
        let answer = try await send(members, token: tokens["hv-shared"])
        guard answer.head.status == 200 else { throw try problem(answer) }
        return try JSONDecoder().decode(Reply.self, from: Data(answer.body))
    }

    fileprivate func refusal(_ members: [String: JSONValue]) async throws -> Problem {
        try problem(try await send(members, token: tokens["hv-shared"]))
    }

    fileprivate func text(_ rest: String) async throws -> String {
        let answer = try await get(try path("hv-shared", rest), token: tokens["hv-shared"])
        guard answer.head.status == 200 else { throw try problem(answer) }
        return String(decoding: answer.body, as: UTF8.self)
    }

    fileprivate func view(of id: UInt64) throws -> RecordView? {
        let key = RecordKey(kind: .observation, id: RecordID(high: 0, low: id))
        return try replica.record(key, in: try membership("hv-shared").space)
    }

    /// What the live entry of the description holds here.
    fileprivate func description(of id: UInt64) throws -> EntryContent? {
        let number = try #require(Observation.definition["description"]).number
        return try view(of: id)?[number]?.live.first?.content
    }

    fileprivate func gravity(of id: UInt64) throws -> String? {
        let field = try gravityField
        guard case .enumeration(let number)? = try view(of: id)?[field.number]?.shown else { return nil }
        return field.choices.first { $0.number == number }?.identifier
    }

    private var gravityField: FieldDefinition {
        get throws { try #require(Observation.definition["gravity"]) }
    }

    fileprivate func ownLog() throws -> String? {
        let membership = try membership("hv-shared")
        return try replica.logs(of: membership.key.publicKey, in: membership.space).first?.description
    }
}
