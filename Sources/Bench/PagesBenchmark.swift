import FieldModel
import Foundation
import FoundationNetworking
import SyncCore
import SyncServer

/// Pages of a space with ten thousand observations, as a browser gets them.
struct PagesBenchmark {
    let folder: String

    private static let observations = 10_000
    private static let rounds = 21
    private static let target = Result.Target.atMost(200, unit: "ms")

    func run() async throws -> [Result] {
        try await BenchServer.with(dataIn: folder + "/pages") { server in
            let laptop = try Replica(at: .memory, schema: schema)
            let keys = MemoryKeys()
            let space = try await server.enrol(laptop, keys, as: "fågel-1")
            let edits = Observations(count: Self.observations, seed: 5).edits
            _ = try laptop.save(edits, in: space)
            let engine = SyncEngine(
                replica: laptop,
                keys: keys,
                transport: CurlTransport(to: server.address, trusting: .systemRoots)
            )
            _ = await engine.sync(space)
            let person = try server.administration.addPerson(
                "lind-02",
                spaces: ["hv-shared"],
                role: .reviewer
            )
            let browser = try await BenchBrowser(server.address.text, welcome: person.path)
            let record = edits[Self.observations / 2].record.id.uuidString
            var results: [Result] = []
            let floor = try await Self.median { try await browser.get("/sign-in") }
            for (name, path) in [
                ("queue", "/spaces/hv-shared/queue"),
                ("queue, words and days", "/spaces/hv-shared/queue?text=klotter+skolan&from=2024-01-02"),
                ("record", "/spaces/hv-shared/records/observation/\(record)?kind=observation"),
                ("map", "/spaces/hv-shared/map"), ("points of the map", "/spaces/hv-shared/map/features"),
            ] {
                let seconds = try await Self.median { try await browser.get(path) }
                results.append(Self.result("page of 10,000 observations: \(name)", seconds, floor: floor))
            }
            let now = Instant(milliseconds: 1_704_067_200_000, offsetMinutes: 60)
            var number = 0
            let after = try await Self.median {
                number += 1
                let edit: FieldEdit = .set(
                    Observation.observedAt,
                    Instant(milliseconds: now.milliseconds + Int64(number), offsetMinutes: 60)
                )
                _ = try laptop.save([RecordEdit(record: edits[0].record, edits: [edit])], in: space)
                _ = await engine.sync(space)
                return try await browser.get("/spaces/hv-shared/queue")
            }
            results.append(Self.result("page of 10,000: queue after a change came", after, floor: floor))
            return results
        }
    }

    private static func result(_ name: String, _ seconds: Double, floor: Double) -> Result {
        Result(
            name: name + ", median",
            measured: String(format: "%.0f ms", seconds * 1_000),
            floor: String(format: "%.1f ms the page of sign-in", floor * 1_000),
            figure: seconds * 1_000,
            target: target
        )
    }

    /// The median of several rounds, after one that does not count.
    private static func median(_ work: () async throws -> Double) async throws -> Double {
        _ = try await work()
        var seconds: [Double] = []
        for _ in 0..<rounds { seconds.append(try await work()) }
        return seconds.median
    }
}

/// A browser that is signed in.
private struct BenchBrowser: Sendable {
    private let server: String
    private let session: URLSession
    private let cookie: String

    /// Chooses a password by a one-time link.
    init(_ server: String, welcome: String) async throws {
        self.server = server
        let configuration = URLSessionConfiguration.ephemeral
        configuration.httpCookieStorage = nil
        configuration.httpShouldSetCookies = false
        session = URLSession(configuration: configuration, delegate: NoRedirects(), delegateQueue: nil)
        guard let url = URL(string: server + welcome) else { throw CancellationError() }
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        request.setValue("application/x-www-form-urlencoded", forHTTPHeaderField: "Content-Type")
        request.httpBody = Data("password=tolv+tecken+eller+fler&repeated=tolv+tecken+eller+fler".utf8)
        let (_, answer) = try await session.data(for: request)
        let fields = (answer as? HTTPURLResponse)?.value(forHTTPHeaderField: "Set-Cookie")
        guard let first = fields?.prefix(while: { $0 != ";" }) else { throw CancellationError() }
        cookie = String(first)
    }

    /// Gets a page whole.
    ///
    /// - Returns: seconds.
    func get(_ path: String) async throws -> Double {
        guard let url = URL(string: server + path) else { throw CancellationError() }
        var request = URLRequest(url: url)
        request.setValue(cookie, forHTTPHeaderField: "Cookie")
        let start = ContinuousClock.now
        let (_, answer) = try await session.data(for: request)
        let seconds = Stopwatch.seconds(since: start)
        let status = (answer as? HTTPURLResponse)?.statusCode ?? 0
        precondition(status == 200 || path == "/sign-in", "\(path): \(status)")
        return seconds
    }
}

/// A redirection is an answer, too.
private final class NoRedirects: NSObject, URLSessionTaskDelegate {
    func urlSession(
        _ session: URLSession,
        task: URLSessionTask,
        willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }
}
