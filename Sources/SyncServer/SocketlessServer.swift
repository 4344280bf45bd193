import HTTPTypes
import Hummingbird
import Logging
import NIOCore
package import SyncCore
import Synchronization

/// A server without sockets: it takes a request as a value, and gives back what its routes answer.
///
/// Everything behind the sockets is what ``Server`` runs: routes, access, commit queue, stores. So whole
/// fleets run in one process, and a seed repeats what happened.
package struct SocketlessServer: Sendable {
    /// The administrator's commands, over the same files.
    package let administration: Administration

    private let commits: CommitQueue
    private let responder: RouterResponder<ServerContext>
    private let logger: Logger

    /// Opens a folder's databases, and makes those that are not there.
    ///
    /// - Parameters:
    ///   - folder: may be empty; its key file is not looked at.
    ///   - key: the server's.
    ///   - schema: the kinds that the server knows.
    ///   - surroundings: time and randomness.
    /// - Throws: ``ServerError``
    package init(
        _ folder: DataFolder,
        key: SigningKey,
        schema: Schema,
        surroundings: Surroundings
    ) throws(ServerError) {
        try folder.create()
        let host = try Host(folder, key: key, schema: schema, surroundings: surroundings)
        try host.resume()
        let signals = SpaceSignals()
        let meters = ServerMeters(registry: PrometheusRegistry())
        commits = CommitQueue(replica: host.replica, signals: signals, meters: meters)
        let limits = RateLimits()
        let routes = Routes(
            host: host,
            limits: limits,
            signals: signals,
            meters: meters,
            commits: commits,
            budget: PushBudget(),
            trustAnchor: nil,
            signIn: SignIn(host: host, limits: limits, cost: .usual),
            tiles: nil
        )
        responder = routes.router.buildResponder()
        administration = Administration(over: host)
        logger = Self.silentLogger(now: surroundings.wallMilliseconds)
    }

    /// The server's store.
    package var replica: Replica { administration.host.replica }

    /// Commits what is pushed, until the task is cancelled.
    ///
    /// A push that is sent before this runs waits for it.
    package func run() async throws {
        try await commits.run()
    }

    /// Erases chosen values, as a reviewer's request does.
    ///
    /// - Returns: how many changes lost a value.
    /// - Throws: ``StoreError``
    package func redact(
        _ choices: [RedactionChoice],
        ground: String,
        in space: SpaceID
    ) throws -> Int {
        guard let hosted = try administration.host.database.space(space) else { return 0 }
        let controlLog = administration.host.controlLog
        let plan = try controlLog.redact(choices, ground: ground, in: hosted)
        try controlLog.finishRedacting(in: hosted)
        return plan.changeCount
    }

    /// Answers one request whose body, if it has one, is held in memory.
    ///
    /// - Returns: the head, and the whole body.
    /// - Throws: what ends a connection instead of being answered.
    package func answer(
        _ request: SyncCore.HTTPRequest
    ) async throws -> (head: HTTPResponseHead, body: [UInt8]) {
        var body: [UInt8] = []
        if case .bytes(let bytes)? = request.body { body = bytes }
        var fields = HTTPFields()
        for field in request.fields {
            guard let name = HTTPTypes.HTTPField.Name(field.name) else { continue }
            fields.append(HTTPTypes.HTTPField(name: name, value: field.value))
        }
        if request.body != nil { fields[.contentLength] = "\(body.count)" }
        let received = Request(
            head: HTTPTypes.HTTPRequest(
                method: HTTPTypes.HTTPRequest.Method(rawValue: request.method.rawValue) ?? .get,
                scheme: "https",
                authority: "localhost",
                path: request.target,
                headerFields: fields
            ),
            body: RequestBody(buffer: ByteBuffer(bytes: body))
        )
        let response = try await responder.respond(to: received, context: ServerContext(logger: logger))
        let gathered = GatheredBody()
        try await response.body.write(BodyGatherer(into: gathered))
        let head = HTTPResponseHead(
            status: response.status.code,
            fields: response.headers.map { HTTPField($0.name.canonicalName, $0.value) }
        )
        return (head, gathered.bytes)
    }
}

extension SocketlessServer {
    /// A logger that keeps the request's id, which Hummingbird asks it for, and writes nothing.
    private static func silentLogger(now: @escaping @Sendable () -> Int64) -> Logger {
        var logger = Logger(label: "socketless") { JSONLogHandler(label: $0, now: now) { _ in } }
        logger.logLevel = .critical
        logger[metadataKey: "hb.request.id"] = "0"
        return logger
    }
}

/// Where the parts of an answer's body come together.
private final class GatheredBody: Sendable {
    private let gathered = Mutex<[UInt8]>([])

    var bytes: [UInt8] { gathered.withLock { $0 } }

    func append(_ buffer: ByteBuffer) {
        gathered.withLock { $0.append(contentsOf: buffer.readableBytesView) }
    }
}

private struct BodyGatherer: ResponseBodyWriter {
    let gathered: GatheredBody

    init(into gathered: GatheredBody) {
        self.gathered = gathered
    }

    func write(_ buffer: ByteBuffer) {
        gathered.append(buffer)
    }

    consuming func finish(_ trailer: HTTPFields?) {}
}
