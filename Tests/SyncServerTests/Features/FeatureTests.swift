import FieldModel
import Foundation
import SyncCore
import Testing

@testable import SyncServer

/// The merged records as a layer for geographic programs (OGC API - Features).
@Suite struct FeatureTests {
    private static func get(
        _ path: String,
        in world: ReviewWorld,
        status: Int = 200
    ) async throws -> JSONValue {
        var browser = TestBrowser(world.server)
        let token = try world.server.administration.addToken(UUID().uuidString, space: "hv-shared")
        let answer = try await browser.get(
            "/v1/spaces/\(world.space)/features" + path,
            fields: [SyncCore.HTTPField("Authorization", "Bearer " + token)]
        )
        #expect(answer.status == status, "\(path): \(answer.text)")
        return try JSONValue(line: answer.text)
    }

    @Test func `the landing page leads to everything, by links`() async throws {
        try await ReviewWorld.with { world in
            let landing = try await Self.get("", in: world)
            let relations = landing["links"]?.elements.compactMap { $0["rel"] }
            for relation in ["self", "service-desc", "conformance", "data"] {
                #expect(relations?.contains(.string(relation)) == true, "\(relation)")
            }
            let conformance = try await Self.get("/conformance", in: world)
            #expect(conformance["conformsTo"]?.elements.count == 2)
            let collections = try await Self.get("/collections", in: world)
            let ids = collections["collections"]?.elements.compactMap { $0["id"] } ?? []
            #expect(ids.contains(.string("observation")) && ids.contains(.string("area")))
            for id in ids {
                guard case .string(let name) = id else { continue }
                #expect(try await Self.get("/collections/" + name, in: world)["id"] == id)
                _ = try await Self.get("/collections/\(name)/items", in: world)
            }
        }
    }

    @Test func `a box, an interval and a limit choose features, and the links lead through all`() async throws
    {
        try await ReviewWorld.with { world in
            let items = "/collections/observation/items"
            let day = Stockholm.date(of: Stockholm.instant(atMilliseconds: world.server.clock.now)).iso8601
            for (query, count) in [
                ("", 2), ("?bbox=17.8,59.3,17.9,59.4", 2), ("?bbox=17.8431,59.3,17.9,59.4", 1),
                ("?bbox=0,0,1,1", 0), ("?bbox=17,59,-1000,18,60,1000", 2), ("?bbox=170,0,18,60", 2),
                ("?datetime=\(day)T00:00:00Z/..", 2), ("?datetime=../2020-01-01T00:00:00Z", 0),
                ("?limit=99999999", 2),
            ] {
                let page = try await Self.get(items + query, in: world)
                #expect(page["numberReturned"] == .number(Decimal(count)), "\(query)")
                #expect(page["features"]?.elements.count == count, "\(query)")
            }
            let first = try await Self.get(items + "?limit=1", in: world)
            #expect(first["numberMatched"] == .number(2))
            let next = first["links"]?.elements.first { $0["rel"] == .string("next") }
            guard case .string(let address)? = next?["href"] else { throw TestFailure.notEnrolled }
            let rest = address.components(separatedBy: "/features")[1]
            let second = try await Self.get(rest, in: world)
            #expect(second["features"]?.elements.count == 1)
            #expect(second["features"]?.elements.first?["id"] != first["features"]?.elements.first?["id"])
            #expect(second["links"]?.elements.contains { $0["rel"] == .string("next") } == false)
        }
    }

    @Test(arguments: [
        "bbox=1,2,3", "bbox=a,b,c,d", "datetime=ig%C3%A5r", "datetime=2020/2021/2022",
        "limit=0",
        "limit=x", "cursor=fel", "okänd=1", "bbox=0,0,1,1&bbox=0,0,1,1",
        "datetime=2024-01-02T00:00:00Z/2024-01-01T00:00:00Z",
    ])
    func `what a parameter cannot mean is refused`(query: String) async throws {
        try await ReviewWorld.with { world in
            let text = query.addingPercentEncoding(withAllowedCharacters: .urlQueryAllowed) ?? ""
            let path = "/collections/observation/items?" + (query.contains("%") ? query : text)
            _ = try await Self.get(path, in: world, status: 400)
        }
    }

    @Test func `an area is its boundary, a record stands where its place is, and others are not there`()
        async throws
    {
        try await ReviewWorld.with { world in
            let area = try await Self.get(
                "/collections/area/items/" + ReviewWorld.area.id.uuidString,
                in: world
            )
            #expect(area["geometry"]?["type"] == .string("Polygon"))
            let settlement = try await Self.get(
                "/collections/settlement/items/" + ReviewWorld.settlement.id.uuidString,
                in: world
            )
            #expect(settlement["geometry"] == .null, "neither it nor its place has a position")
            #expect(settlement["properties"]?["area_lies_in"] == .string("Hässelby gård"))
            _ = try await Self.get("/collections/link/items", in: world, status: 404)
            _ = try await Self.get("/collections/observation/items/fel", in: world, status: 404)
            var police = try await world.server.browser(of: "po-01", in: ["hv-police"])
            #expect(try await police.get("/v1/spaces/\(world.space)/features").status == 404)
        }
    }
}
