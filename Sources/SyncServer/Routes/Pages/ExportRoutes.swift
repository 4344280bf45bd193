import FieldModel
import HTTPTypes
import Hummingbird
import NIOCore
import SyncCore

/// `/spaces/{space}/records.csv` and `.geojson`: what a filter shows, as a file.
struct ExportRoutes: Sendable {
    let pages: SpacePages

    func add(to router: Router<ServerContext>) {
        let space = router.group("spaces/{space}")
        space.get("records.csv") { request, context in
            try await file(request, context, "csv", CSVText.mediaType) { records, visit in
                try CSVDocument(records, in: visit.picture.snapshot, titles: visit.names.titles).text
            }
        }
        space.get("records.geojson") { request, context in
            try await file(request, context, "geojson", GeoJSON.mediaType) { records, visit in
                let features = try records.map {
                    try FeatureDocument($0, in: visit.picture.snapshot, titles: visit.names.titles).json
                }
                return JSONValue.object([
                    "type": .string("FeatureCollection"), "features": .array(features),
                ])
                .line + "\n"
            }
        }
    }

    private func file(
        _ request: Request,
        _ context: ServerContext,
        _ ending: String,
        _ mediaType: String,
        _ document: @escaping @Sendable ([RecordView], SpacePages.Visit) throws -> String
    ) async throws -> Response {
        let visit = try await pages.visit(request, context)
        let (filter, news, faults) = try await pages.filter(request.query, visit)
        // A file that holds more than was asked for would go unnoticed.
        guard faults.isEmpty else { throw PageRefusal.formNotRead }
        let text = try await StoreThreads.run {
            try document(filter.records(in: visit.picture, news: news), visit)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: mediaType,
                .contentDisposition: "attachment; filename=\"faltbild-\(pages.today.iso8601).\(ending)\"",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }
}
