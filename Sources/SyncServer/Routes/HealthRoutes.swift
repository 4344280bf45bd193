import HTTPTypes
import Hummingbird
import SyncCore

/// `/healthz`, `/readyz` and `/metrics`: for whoever keeps the server running.
///
/// No session, and nothing of a space.
struct HealthRoutes: Sendable {
    let host: Host
    let signals: SpaceSignals
    let meters: ServerMeters

    func add(to router: Router<ServerContext>) {
        router.get("/healthz") { _, _ in Response.text("alive\n") }
        router.get("/readyz") { _, _ in try await ready() }
        router.get("/metrics") { _, _ in
            meters.waiting(signals.waiterCount)
            return Response.text(meters.registry.text, type: "text/plain; version=0.0.4; charset=utf-8")
        }
    }

    /// Ready: both databases answer, and the server is not shutting down.
    private func ready() async throws -> Response {
        guard !signals.isShuttingDown else { throw Refusal.shuttingDown }
        let host = host
        try await StoreThreads.run {
            for space in try host.database.spaces() { _ = try host.replica.head(of: space.id) }
        }
        return Response.text("ready\n")
    }
}

extension Response {
    static func text(_ text: String, type: String = "text/plain; charset=utf-8") -> Response {
        Response(
            status: .ok,
            headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text))
        )
    }
}
