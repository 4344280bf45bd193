import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import ServiceLifecycle
import Testing

@testable import SyncCore
@testable import SyncServer

/// Which HTTP the client and a TLS server agree on.
struct NegotiationTests {
    @Test func `HTTP/2 is spoken with the TLS server, which offers it`() async throws {
        try await withSecureServer { server in
            let transport = server.transport
            let answer = try await transport.send(SyncCore.HTTPRequest(.get, "/healthz"))
            #expect(answer.head.status == 200)
            #expect(await transport.usesHTTP2)
        }
    }

    @Test func `HTTP/1.1 is spoken without TLS`() async throws {
        try await withServer { server in
            let transport = server.transport
            let answer = try await transport.send(SyncCore.HTTPRequest(.get, "/healthz"))
            #expect(answer.head.status == 200)
            #expect(await !transport.usesHTTP2)
        }
    }

    @Test func `HTTP/1.1 is spoken with a TLS server that offers nothing else`() async throws {
        try await withFolder { folder in
            try folder.create()
            let now = Surroundings.system.wallMilliseconds()
            let files = try TLSFiles(of: folder, key: SigningKey(), hosts: [], now: now)
            let anchor = try #require(files.trustAnchor)
            let router = Router()
            router.get("/") { _, _ in "hej" }
            let (ports, port) = AsyncStream.makeStream(of: Int.self)
            let application = Application(
                router: router,
                server: try .tls(.http1(), tlsConfiguration: files.configuration),
                configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
                onServerRunning: { port.yield($0.localAddress?.port ?? 0) },
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
            )
            let group = ServiceGroup(
                configuration: ServiceGroupConfiguration(
                    services: [application],
                    logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
                )
            )
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask {
                    defer { port.finish() }
                    try await group.run()
                }
                for await number in ports {
                    let address = try ServerAddress("https://127.0.0.1:\(number)")
                    let transport = CurlTransport(to: address, trusting: .pinned(anchor))
                    let answer = try await transport.send(SyncCore.HTTPRequest(.get, "/"))
                    #expect(answer.body == Array("hej".utf8))
                    #expect(await !transport.usesHTTP2)
                    break
                }
                await group.triggerGracefulShutdown()
                try await tasks.waitForAll()
            }
        }
    }
}
