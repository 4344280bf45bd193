import FieldModel
import Foundation
import SyncCore
import Testing

@testable import SyncServer

/// Who reads spaces as JSON, and what programs get.
@Suite struct ReadingTests {
    private static func observed(
        _ server: TestServer,
        _ descriptions: [String],
        in space: String = "hv-shared"
    ) async throws -> TestDevice {
        var device = try await server.device("falk-07", in: [space])
        try await device.openSession(space)
        for (index, description) in descriptions.enumerated() {
            try await device.observe(description, gravity: "mild", id: UInt64(index + 1))
        }
        return device
    }

    private static func json(_ answer: HTTPAnswer) throws -> Answer {
        try JSONDecoder().decode(Answer.self, from: Data(answer.body))
    }

    @Test func `a token reads its own space alone, until it is revoked`() async throws {
        try await withServer { server in
            let device = try await Self.observed(server, ["Skräp"])
            let token = try server.administration.addToken("modell-1", space: "hv-shared")
            let spaces = try Self.json(try await device.get("/v1/spaces", token: token)).spaces ?? []
            #expect(spaces.map(\.name) == ["hv-shared"])
            let path = "/v1/spaces/\(try #require(spaces.first).id)"
            #expect(try Self.json(try await device.get(path + "/records", token: token)).records?.count == 1)
            let other = try #require(try server.administration.spaces().first { $0.name == "hv-police" })
            for rest in [
                "records", "conflicts", "changes", "records/observation/\(RecordID(high: 0, low: 1))",
            ] {
                let foreign = try await device.get("/v1/spaces/\(other.id)/\(rest)", token: token)
                #expect(foreign.head.status == 404)
            }
            for rest in ["segments", "heads", "blobs?missing=1"] {
                #expect(try await device.get("\(path)/\(rest)", token: token).head.status == 401)
            }
            try server.administration.revokeToken("modell-1")
            #expect(try await device.get(path + "/records", token: token).head.status == 401)
            #expect(throws: ServerError.tokenExists("modell-1")) {
                try server.administration.addToken("modell-1", space: "hv-shared")
            }
        }
    }

    @Test func `a person reads with the session's cookie what the pages would show, and no more`()
        async throws
    {
        try await withServer { server in
            _ = try await Self.observed(server, ["Skräp"])
            var analyst = try await server.browser(of: "analys-1", as: .analyst)
            let page = try await analyst.get("/v1/spaces")
            #expect(page.status == 200)
            #expect(page.text.contains("hv-shared") && !page.text.contains("hv-police"))
            var stranger = TestBrowser(server)
            #expect(try await stranger.get("/v1/spaces").status == 401)
            try server.administration.disablePerson("analys-1")
            #expect(try await analyst.get("/v1/spaces").status == 401)
        }
    }

    @Test func `changes come in the order in which they arrived, page by page, each once`() async throws {
        try await withServer { server in
            let device = try await Self.observed(server, ["ett", "två", "tre"])
            let token = try server.administration.addToken("modell-1", space: "hv-shared")
            var positions: [Int] = []
            var after = 0
            while true {
                let rest = try device.path("hv-shared", "changes?after=\(after)&limit=1")
                let page = try Self.json(try await device.get(rest, token: token))
                let changes = try #require(page.changes)
                guard !changes.isEmpty else { break }
                #expect(changes.map(\.pseudonym) == ["falk-07"])
                #expect(changes.allSatisfy { $0.kind == "observation" && $0.fields.contains("gravity") })
                positions += changes.map(\.position)
                after = try #require(page.next?.number)
            }
            #expect(positions.count == 3)
            #expect(positions == positions.sorted())
        }
    }

    @Test func `a space as it was reads the same after more has come`() async throws {
        try await withServer { server in
            let device = try await Self.observed(server, ["ett", "två"])
            let token = try server.administration.addToken("modell-1", space: "hv-shared")
            func asOf() async throws -> String {
                let spaces = try Self.json(try await device.get("/v1/spaces", token: token)).spaces
                return try #require(spaces?.first?.asOf)
            }
            func text(_ rest: String) async throws -> String {
                let answer = try await device.get(try device.path("hv-shared", rest), token: token)
                #expect(answer.head.status == 200)
                return String(decoding: answer.body, as: UTF8.self)
            }
            let moment = try await asOf()
            let record = "records/observation/\(RecordID(high: 0, low: 1))"
            server.clock.advance(milliseconds: 3_600_000)
            let before = try await (text("records"), text(record), text(record + "/history"))
            try await device.observe("annat", gravity: "serious", id: 1)
            try await device.observe("nytt", gravity: "serious", id: 3)
            #expect(try await text("records") != before.0)
            #expect(try await text("records?asOf=\(moment)") == before.0)
            #expect(try await text("\(record)?asOf=\(moment)") == before.1)
            #expect(try await text("\(record)/history?asOf=\(moment)") == before.2)
            let present = try await asOf()
            #expect(try await text("records?asOf=\(present)") == text("records"))
        }
    }

    @Test func `what was erased since is erased in the space as it was`() async throws {
        try await withServer { server in
            let device = try await Self.observed(server, ["hemlighet", "annat"])
            let token = try server.administration.addToken("modell-1", space: "hv-shared")
            let spaces = try Self.json(try await device.get("/v1/spaces", token: token)).spaces
            let moment = try #require(spaces?.first?.asOf)
            let path = try device.path("hv-shared", "records?asOf=\(moment)")
            let before = try await device.get(path, token: token)
            #expect(String(decoding: before.body, as: UTF8.self).contains("hemlighet"))
            let request = """
                {"kind":"observation","id":"\(RecordID(high: 0, low: 1))","field":"description",
                 "ground":"OSL 21:1","preview":false,"everywhere":false}
                """
            let answer = try await device.post(
                try device.path("hv-shared", "redactions"),
                Array(request.utf8),
                type: "application/json",
                token: device.tokens["hv-shared"]
            )
            #expect(answer.head.status == 200, "\(String(decoding: answer.body, as: UTF8.self))")
            let after = try await device.get(path, token: token)
            #expect(after.head.status == 200)
            #expect(!String(decoding: after.body, as: UTF8.self).contains("hemlighet"))
            #expect(String(decoding: after.body, as: UTF8.self).contains("annat"))
        }
    }

    @Test(arguments: [
        ("asOf=00000000000000000000000000000000.0", 410), ("asOf=fel", 400), ("asOf=1.2.3", 400),
        ("asOf=GENERATION.99999", 400), ("cursor=fel", 400), ("kind=fel", 404),
    ])
    func `a moment that cannot be read is refused in words`(query: String, status: Int) async throws {
        try await withServer { server in
            let device = try await Self.observed(server, ["ett"])
            let token = try server.administration.addToken("modell-1", space: "hv-shared")
            let spaces = try Self.json(try await device.get("/v1/spaces", token: token)).spaces
            let generation = try #require(spaces?.first?.asOf).prefix { $0 != "." }
            let asked = query.replacing("GENERATION", with: generation)
            let path = try device.path("hv-shared", "records?\(asked)")
            #expect(try await device.get(path, token: token).head.status == status)
        }
    }

    /// The parameters that an operation cannot do without, as its description gives examples of them.
    private static func query(of operations: JSONValue) -> String {
        let needed = (operations["get"]?["parameters"]?.elements ?? []).filter { parameter in
            parameter["in"] == .string("query") && parameter["required"] == .bool(true)
        }
        let fields = needed.compactMap { parameter -> (name: String, value: String)? in
            guard case .string(let name)? = parameter["name"] else { return nil }
            switch parameter["example"] {
            case .string(let text): return (name, text)
            case .number(let number): return (name, number.description)
            default: return nil
            }
        }
        return fields.isEmpty ? "" : "?" + FormFields(fields).text
    }

    @Test func `the description names each kind, and every path that it has is there`() async throws {
        try await withServer { server in
            let device = try await Self.observed(server, ["ett"])
            let answer = try await device.get("/v1/openapi.json")
            #expect(answer.head["content-type"] == "application/json")
            let document = try JSONDecoder().decode(Description.self, from: Data(answer.body))
            #expect(document.components.schemas["Kind"]?.values == Catalogue.kinds.map(\.name))
            let token = try server.administration.addToken("modell-1", space: "hv-shared")
            for (path, operations) in document.paths {
                let asked = (path + Self.query(of: operations)).replacing(
                    "{space}",
                    with: try device.membership("hv-shared").space.description
                )
                .replacing("{kind}", with: "observation")
                .replacing("{id}", with: RecordID(high: 0, low: 1).uuidString)
                #expect(try await device.get(asked, token: token).head.status == 200, "\(path)")
            }
        }
    }
}

private struct Answer: Decodable {
    struct Space: Decodable {
        let id: String
        let name: String
        let asOf: String?

        enum CodingKeys: String, CodingKey {
            case id, name
            case asOf = "as_of"
        }
    }

    struct Change: Decodable {
        let position: Int
        let pseudonym: String
        let kind: String
        let fields: [String]
    }

    /// A cursor, or a number.
    enum Next: Decodable {
        case cursor(String)
        case number(Int)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int.self) {
                self = .number(number)
            } else {
                self = .cursor(try container.decode(String.self))
            }
        }

        var number: Int? {
            if case .number(let number) = self { number } else { nil }
        }
    }

    let spaces: [Space]?
    let records: [JSONValue]?
    let changes: [Change]?
    let next: Next?
}

private struct Description: Decodable {
    struct Components: Decodable {
        let schemas: [String: Schema]
    }

    struct Schema: Decodable {
        let values: [String]?

        enum CodingKeys: String, CodingKey {
            case values = "enum"
        }
    }

    let paths: [String: JSONValue]
    let components: Components
}
