import FieldModel
import Foundation
import SyncCore
import Testing

@testable import SyncServer

@Suite struct RecordRoutesTests {
    @Test func `records are listed by kind and field, page by page`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            try await device.observe("Trasig lampa vid Åkermyntan", gravity: "serious", id: 1)
            try await device.observe("Skräp", gravity: "mild", id: 2)
            try await device.observe("Buller", gravity: "serious", id: 3)

            let all = try await device.json("records?kind=observation&limit=2")
            #expect(all.records.count == 2)
            let next = try #require(all.next)
            #expect(
                try await device.json("records?kind=observation&limit=2&cursor=\(next)").records.count == 1
            )
            #expect(try await device.json("records?kind=observation&gravity=serious").records.count == 2)
            #expect(try await device.json("records?text=%C3%A5kermyntan").records.count == 1)
            #expect(try await device.json("conflicts").records.isEmpty)
        }
    }

    @Test func `a record and its history are found by kind and id, in the domain's words`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            try await device.observe("Skräp", gravity: "mild", id: 2)
            try await device.observe("Mycket skräp", gravity: "mild", id: 2)
            let path = "records/observation/\(RecordID(high: 0, low: 2).uuidString)"
            let record = try await device.text(path)
            #expect(record.contains(#""description":"Mycket skräp""#))
            let history = try await device.text(path + "/history")
            #expect(history.contains(#""pseudonym":"falk-07""#))
            #expect(history.contains(#""superseded_by""#))
            #expect(history.contains("Skräp"))
        }
    }

    @Test(arguments: [
        ("records?kind=obsevation", 404, "observation"),
        ("records?kind=observation&gravty=mild", 404, "gravity"),
        ("records?kind=observation&gravity=ilsket", 400, "gravity"),
        ("records?gravity=mild", 400, "kind"),
        ("records?limit=0", 400, "limit"),
        ("records?limit=1001", 400, "limit"),
        ("records/observation/00000000-0000-0000-0000-000000000009", 404, "record"),
        ("records/observation/9/history", 404, "record"),
    ])
    func `a question that cannot be answered says why`(rest: String, status: Int, hint: String) async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            let answer = try await device.get(
                try device.path("hv-shared", rest),
                token: device.tokens["hv-shared"]
            )
            #expect(answer.head.status == status)
            #expect(try device.problem(answer).detail.contains(hint))
        }
    }
}

private struct Listing: Decodable {
    let records: [JSONValue]
    let next: String?
}

extension TestDevice {
    fileprivate func text(_ rest: String) async throws -> String {
        let answer = try await get(try path("hv-shared", rest), token: tokens["hv-shared"])
        guard answer.head.status == 200 else { throw try problem(answer) }
        return String(decoding: answer.body, as: UTF8.self)
    }

    fileprivate func json(_ rest: String) async throws -> Listing {
        try JSONDecoder().decode(Listing.self, from: Data(try await text(rest).utf8))
    }
}
