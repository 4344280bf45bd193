import HTTPTypes
import Hummingbird
import SyncCore

/// Notes in the audit log what people and programs read, change, export and redact.
///
/// What a device syncs is not noted here: its own signed log, and the time it was last seen, tell that.
struct AuditMiddleware: RouterMiddleware {
    let host: Host

    func handle(
        _ request: Request,
        context: ServerContext,
        next: (Request, ServerContext) async throws -> Response
    ) async throws -> Response {
        let response = try await next(request, context)
        guard let visitor = context.visitor.known, response.status.code < 400 else { return response }
        let deed = visitor.deed ?? Self.deed(of: request)
        let (host, path) = (host, request.uri.path)
        // What cannot be noted is not shown.
        try await StoreThreads.run {
            try host.database.note(
                deed,
                by: visitor.name,
                in: visitor.space,
                about: "\(request.method.rawValue) \(path)",
                at: host.surroundings.wallMilliseconds()
            )
        }
        return response
    }

    private static func deed(of request: Request) -> AuditDeed {
        let parts = request.uri.path.split(separator: "/")
        let last = parts.last ?? ""
        guard request.method == .post else {
            let isFile = last.hasSuffix(".csv") || last.hasSuffix(".geojson")
            return isFile || parts.contains("features") && parts.first == "v1" ? .exported : .read
        }
        if last == "sign-in" { return .signedIn }
        return parts.first == "administration" ? .administered : .changed
    }
}
