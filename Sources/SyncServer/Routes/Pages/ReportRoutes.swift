import FieldModel
import HTTPTypes
import Hummingbird
import NIOCore
import SyncCore

/// `/spaces/{space}/report.html`, `.md` and `.json`: the report of a year, in the language of the browser.
struct ReportRoutes: Sendable {
    let pages: SpacePages

    func add(to router: Router<ServerContext>) {
        let space = router.group("spaces/{space}")
        for format in ReportFormat.allCases {
            space.get("report.\(format)") { request, context in
                try await report(as: format, request, context)
            }
        }
    }

    private func report(
        as format: ReportFormat,
        _ request: Request,
        _ context: ServerContext
    ) async throws -> Response {
        let visit = try await pages.visit(request, context)
        // A report of another year than was asked for would go unnoticed.
        guard let year = request.query["year"].flatMap({ Int($0) }), WeekForm.years.contains(year) else {
            throw PageRefusal.formNotRead
        }
        let builder = ReportBuilder(
            names: visit.names,
            space: visit.access.space,
            year: year,
            today: pages.today
        )
        let text = try await StoreThreads.run { format.text(of: try builder.document()) }
        var headers: HTTPFields = [.contentType: format.mediaType]
        if format == .html {
            headers[.contentSecurityPolicy] = Self.policy
        } else {
            headers[.contentDisposition] = "attachment; filename=\"faltbild-\(year).\(format)\""
        }
        return Response(
            status: .ok,
            headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }

    /// The report stands by itself, with its style in it; nothing else is let in, and no script.
    private static let policy =
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        + "style-src 'unsafe-inline'"
}
