import Foundation
import HTTPTypes
import Hummingbird
import JWTKit
import Logging
import NIOCore
import ServiceLifecycle
import Synchronization

@testable import SyncServer

/// An OpenID Connect provider on loopback that says what a test has it say.
final class TestProvider: Sendable {
    /// What the provider answers, and what it was asked.
    struct State: Sendable {
        /// Claims besides those that the standard wants, or in their place.
        var claims: [String: ClaimValue] = [:]
        /// Claims that are left out.
        var without: Set<String> = []
        /// What it calls itself; `nil` for its address.
        var issuer: String?
        /// The key that signs, and the names of those that are published.
        var signing = "first"
        var published = ["first"]
        var tokenStatus: HTTPResponse.Status = .ok
        var methods = ["client_secret_basic"]
        /// The form and the header of the last request for a token.
        var form = FormFields([])
        var authorization: String?
        var keyRequests = 0
        /// Of the attempt under way, as a browser brought it.
        var nonce = ""
    }

    let address: String
    private let state = Mutex(State())
    private let clock: TestClock
    private let keys = ["first": ES256PrivateKey(), "second": ES256PrivateKey()]

    private init(address: String, clock: TestClock) {
        self.address = address
        self.clock = clock
    }

    /// What it is set to, and what it was asked last.
    var now: State { state.withLock(\.self) }

    func set(_ change: (inout State) -> Void) { state.withLock { change(&$0) } }

    /// Runs a provider while the body runs.
    static func with(_ clock: TestClock, _ body: (TestProvider) async throws -> Void) async throws {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        let held = Mutex<TestProvider?>(nil)
        let router = Router()
        for (path, answer) in Self.answers {
            let respond: @Sendable (Request, BasicRequestContext) async throws -> Response = { request, _ in
                guard let provider = held.withLock({ $0 }) else { throw HTTPError(.serviceUnavailable) }
                return try await answer(provider, request)
            }
            router.get(RouterPath(path), use: respond)
            router.post(RouterPath(path), use: respond)
        }
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { port.yield($0.localAddress?.port ?? 0) },
            logger: Logger(label: "provider") { _ in SwiftLogNoOpLogHandler() }
        )
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [application],
                logger: Logger(label: "provider") { _ in SwiftLogNoOpLogHandler() }
            )
        )
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            tasks.addTask { try await group.run() }
            var iterator = ports.makeAsyncIterator()
            let provider = TestProvider(
                address: "http://127.0.0.1:\(await iterator.next() ?? 0)",
                clock: clock
            )
            held.withLock { $0 = provider }
            do {
                try await body(provider)
            } catch {
                await group.triggerGracefulShutdown()
                throw error
            }
            await group.triggerGracefulShutdown()
            try await tasks.waitForAll()
        }
    }

    private typealias Answer = @Sendable (TestProvider, Request) async throws -> Response

    private static let answers: [(String, Answer)] = [
        ("/.well-known/openid-configuration", { provider, _ in try provider.description }),
        ("/keys", { provider, _ in try provider.published }),
        ("/token", { provider, request in try await provider.token(for: request) }),
    ]

    private var description: Response {
        get throws {
            let (issuer, methods) = state.withLock { ($0.issuer ?? address, $0.methods) }
            return try Self.json([
                "issuer": issuer, "authorization_endpoint": address + "/authorize?tenant=stad",
                "token_endpoint": address + "/token", "jwks_uri": address + "/keys",
                "token_endpoint_auth_methods_supported": methods,
            ])
        }
    }

    /// Among them one of a kind that only encrypts.
    private var published: Response {
        get throws {
            let names = state.withLock { state in
                state.keyRequests += 1
                return state.published
            }
            let own = names.compactMap { name -> [String: String]? in
                guard let key = keys[name]?.publicKey.parameters else { return nil }
                let (x, y) = (Self.forAddresses(key.x), Self.forAddresses(key.y))
                return ["kty": "EC", "crv": "P-256", "kid": name, "x": x, "y": y, "use": "sig"]
            }
            return try Self.json(["keys": [["kty": "oct", "kid": "other", "k": "AAAA"]] + own])
        }
    }

    private func token(for request: Request) async throws -> Response {
        let body = String(buffer: try await request.body.collect(upTo: 1 << 16))
        let asked = state.withLock { state in
            state.form = FormFields(body)
            state.authorization = request.headers[.authorization]
            return state
        }
        guard asked.tokenStatus == .ok else {
            var response = try Self.json(["error": "invalid_grant"])
            response.status = asked.tokenStatus
            return response
        }
        return try Self.json([
            "access_token": "x", "token_type": "Bearer", "id_token": try await idToken(asked),
        ])
    }

    private func idToken(_ asked: State) async throws -> String {
        let now = Double(clock.now) / 1_000
        var claims: [String: ClaimValue] = [
            "iss": .text(asked.issuer ?? address), "aud": .text("faltbild"), "sub": .text("u-17"),
            "exp": .number(now + 300), "iat": .number(now), "nonce": .text(asked.nonce),
            "preferred_username": .text("Asa.Lind"),
        ]
        claims.merge(asked.claims) { $1 }
        for name in asked.without { claims[name] = nil }
        guard let key = keys[asked.signing] else { throw HTTPError(.internalServerError) }
        let collection = await JWTKeyCollection().add(ecdsa: key, kid: JWKIdentifier(string: asked.signing))
        return try await collection.sign(IDToken(claims), kid: JWKIdentifier(string: asked.signing))
    }

    private static func forAddresses(_ base64: String) -> String {
        Secret.text(of: Data(base64Encoded: base64) ?? Data())
    }

    private static func json(_ value: Any) throws -> Response {
        let data = try JSONSerialization.data(withJSONObject: value)
        return Response(
            status: .ok,
            headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: data))
        )
    }
}
