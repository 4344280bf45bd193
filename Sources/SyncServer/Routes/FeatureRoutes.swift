import FieldModel
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Situation
import SyncCore

/// `/v1/spaces/{space}/features`: the merged records as a live layer for geographic programs.
///
/// Source: OGC 17-069r4, *OGC API - Features - Part 1: Core*; coordinates are CRS84.
struct FeatureRoutes: Sendable {
    let gate: ReadGate
    let pictures: Pictures

    func add(to group: RouterGroup<ServerContext>) {
        let features = group.group("features")
        features.get { request, context in try await landing(request, context) }
        features.get("conformance") { request, context in try await conformance(request, context) }
        features.get("collections") { request, context in try await collections(request, context) }
        features.get("collections/{kind}") { request, context in try await collection(request, context) }
        features.get("collections/{kind}/items") { request, context in try await items(request, context) }
        features.get("collections/{kind}/items/{id}") { request, context in
            try await item(request, context)
        }
    }

    // MARK: What there is

    private func landing(_ request: Request, _ context: ServerContext) async throws -> Response {
        let links = try await links(request, context)
        return .json([
            "title": .string("Fältbild: \(links.space.name)"),
            "description": .string("The merged observations of \(links.space.name)."),
            "links": .array([
                links.link("self", "", type: "application/json", title: "This document"),
                links.description,
                links.link("conformance", "/conformance", type: "application/json", title: "Conformance"),
                links.link("data", "/collections", type: "application/json", title: "The collections"),
            ]),
        ])
    }

    private func conformance(_ request: Request, _ context: ServerContext) async throws -> Response {
        _ = try await links(request, context)
        let classes = ["core", "geojson"].map {
            "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/\($0)"
        }
        return .json(["conformsTo": .array(classes.map { .string($0) })])
    }

    private func collections(_ request: Request, _ context: ServerContext) async throws -> Response {
        let links = try await links(request, context)
        return .json([
            "links": .array([
                links.link("self", "/collections", type: "application/json", title: "The collections")
            ]),
            "collections": .array(Self.kinds.map { Self.document(of: $0, links) }),
        ])
    }

    private func collection(_ request: Request, _ context: ServerContext) async throws -> Response {
        let links = try await links(request, context)
        return .json(Self.document(of: try Self.kind(context), links))
    }

    /// The kinds of record that are somewhere.
    private static let kinds = Catalogue.kinds.filter { kind in
        kind.number == .area || kind["position"] != nil || kind.placeField != nil
            || kind.number == .settlementCheck
    }

    private static func kind(_ context: ServerContext) throws(Refusal) -> KindDefinition {
        let name = context.parameters.get("kind")
        guard let kind = kinds.first(where: { $0.name == name }) else { throw .unknownPath }
        return kind
    }

    private static func document(of kind: KindDefinition, _ links: Links) -> JSONValue {
        let path = "/collections/\(kind.name)"
        return .object([
            "id": .string(kind.name),
            "title": .string(kind.label.swedish),
            "description": .string(kind.label.english),
            "itemType": .string("feature"),
            "crs": .array([.string("http://www.opengis.net/def/crs/OGC/1.3/CRS84")]),
            "links": .array([
                links.link("self", path, type: "application/json", title: kind.label.swedish),
                links.link("items", path + "/items", type: GeoJSON.mediaType, title: kind.label.swedish),
            ]),
        ])
    }

    // MARK: Features

    private func items(_ request: Request, _ context: ServerContext) async throws -> Response {
        let space = try await gate.space(request, context)
        let links = Links(space, of: request)
        let kind = try Self.kind(context)
        let query = try FeatureQuery(request)
        let (pictures, now) = (pictures, gate.now)
        let document = try await StoreThreads.run {
            let picture = try pictures.picture(of: space.id)
            return try Self.collection(of: kind, query, in: picture, links, request, now: now)
        }
        return .geoJSON(document)
    }

    private static func collection(
        of kind: KindDefinition,
        _ query: FeatureQuery,
        in picture: Picture,
        _ links: Links,
        _ request: Request,
        now: Int64
    ) throws -> JSONValue {
        let names = RecordNames(in: picture, language: .swedish)
        let matched = picture.records(of: kind.number).filter {
            query.isMet(by: $0, at: picture.snapshot.position(of: $0) ?? $0[Area.approximatePoint])
        }
        let rest = query.after.map { after in matched.drop { QueuePlace($0) <= after } } ?? matched[...]
        let shown = rest.prefix(query.limit)
        let path = "/collections/\(kind.name)/items"
        let present = request.uri.query.map { "?" + $0 } ?? ""
        var related = [
            links.link("self", path + present, type: GeoJSON.mediaType, title: "This page"),
            links.link("collection", "/collections/\(kind.name)", type: "application/json", title: kind.name),
        ]
        if rest.count > shown.count, let last = shown.last {
            let kept = request.query.fields.filter { $0.name != "cursor" }
                .map { "\(PagePath.escaped($0.name))=\(PagePath.escaped($0.value))" }
            let next = (kept + ["cursor=\(QueuePlace(last).text)"]).joined(separator: "&")
            related.append(
                links.link("next", "\(path)?\(next)", type: GeoJSON.mediaType, title: "The next page")
            )
        }
        return .object([
            "type": .string("FeatureCollection"),
            "timeStamp": .string(
                Instant(milliseconds: now, offsetMinutes: 0).iso8601.dropLast("+00:00".count) + "Z"
            ),
            "numberMatched": .number(Decimal(matched.count)),
            "numberReturned": .number(Decimal(shown.count)),
            "links": .array(related),
            "features": .array(
                try shown.map {
                    try FeatureDocument($0, in: picture.snapshot, titles: names.titles).json
                }
            ),
        ])
    }

    private func item(_ request: Request, _ context: ServerContext) async throws -> Response {
        let space = try await gate.space(request, context)
        let links = Links(space, of: request)
        let kind = try Self.kind(context)
        try request.requireNoParameters()
        guard let id = context.parameters.get("id").flatMap({ RecordID($0) }) else {
            throw Refusal.unknownRecord
        }
        let pictures = pictures
        let document = try await StoreThreads.run {
            let picture = try pictures.picture(of: space.id)
            guard let view = picture[RecordKey(kind: kind.number, id: id)], !view.isWithdrawn else {
                throw Refusal.unknownRecord
            }
            let names = RecordNames(in: picture, language: .swedish)
            let feature = try FeatureDocument(view, in: picture.snapshot, titles: names.titles)
            guard case .object(var members) = feature.json else { return feature.json }
            let path = "/collections/\(kind.name)"
            members["links"] = .array([
                links.link(
                    "self",
                    "\(path)/items/\(id.uuidString)",
                    type: GeoJSON.mediaType,
                    title: "This feature"
                ),
                links.link("collection", path, type: "application/json", title: kind.name),
            ])
            return .object(members)
        }
        return .geoJSON(document)
    }

    private func links(_ request: Request, _ context: ServerContext) async throws -> Links {
        let space = try await gate.space(request, context)
        try request.requireNoParameters()
        return Links(space, of: request)
    }
}

/// Addresses of a space's features, whole: programs do not all resolve relative ones.
private struct Links: Sendable {
    let space: HostedSpace
    private let server: String

    init(_ space: HostedSpace, of request: Request) {
        self.space = space
        server = request.ownAddress
    }

    /// The description of the whole read interface.
    var description: JSONValue {
        .object([
            "rel": .string("service-desc"), "href": .string(server + "/v1/openapi.json"),
            "type": .string("application/vnd.oai.openapi+json;version=3.1"), "title": .string("OpenAPI"),
        ])
    }

    func link(_ relation: String, _ path: String, type: String, title: String) -> JSONValue {
        .object([
            "rel": .string(relation),
            "href": .string("\(server)/v1/spaces/\(space.id)/features\(path)"),
            "type": .string(type),
            "title": .string(title),
        ])
    }
}

/// Source: RFC 7946, section 12.
enum GeoJSON {
    static let mediaType = "application/geo+json"
}

extension Response {
    static func geoJSON(_ document: JSONValue) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: GeoJSON.mediaType],
            body: ResponseBody(byteBuffer: ByteBuffer(string: document.line + "\n"))
        )
    }
}
