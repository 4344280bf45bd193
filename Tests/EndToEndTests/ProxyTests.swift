import Subprocess
import Synchronization
import TestSupport
import Testing

/// The built `field` behind a proxy that its environment names: in a process of its own, since the
/// environment of the tests is everyone's.
struct ProxyTests {
    @Test func `another computer is reached through the proxy, which alone resolves its name`() async throws {
        try await withProxy(serverName: "faltbild.example") { field, proxy, port in
            let address = "https://faltbild.example:\(port)"
            #expect(try await field.enrol(at: address).status == 0)
            let sync = try await field.laptop.command(["sync"])
            #expect(sync.status == 0, "\(sync.errors)")
            let requests = proxy.heads
            #expect(requests.count >= 2)
            #expect(requests.allSatisfy { $0.hasPrefix("CONNECT faltbild.example:\(port) HTTP/1.1") })
        }
    }

    @Test(arguments: ["127.0.0.1", "localhost"])
    func `a server on this computer is reached without the proxy`(host: String) async throws {
        try await withProxy(serverName: host) { field, proxy, port in
            let enrolment = try await field.enrol(at: "https://\(host):\(port)")
            #expect(enrolment.status == 0, "\(enrolment.errors)")
            let sync = try await field.laptop.command(["sync"])
            #expect(sync.status == 0, "\(sync.errors)")
            #expect(proxy.heads.isEmpty)
        }
    }

    @Test func `what NO_PROXY names is reached without the proxy`() async throws {
        // libcurl itself takes names that end so for this computer; Fältbild does not.
        try await withProxy(serverName: "faltbild.localhost") { field, proxy, port in
            var field = field
            field.laptop.environment["NO_PROXY"] = "other.example,faltbild.localhost"
            let enrolment = try await field.enrol(at: "https://faltbild.localhost:\(port)")
            #expect(enrolment.status == 0, "\(enrolment.errors)")
            #expect(proxy.heads.isEmpty)
        }
    }

    @Test func `a proxy that does not connect is named`() async throws {
        try await withProxy(serverName: "faltbild.example") { field, _, _ in
            let run = try await field.enrol(at: "https://refused.example")
            #expect(run.status != 0)
            #expect(run.errors.contains("HTTPS_PROXY"), "\(run.errors)")
        }
    }

    /// A laptop, and the code that it enrols with.
    private struct Field {
        var laptop: KilledLaptop
        let code: String

        func enrol(at address: String) async throws -> ProgramRun {
            try await laptop.command(["enroll", address], input: code + "\n")
        }
    }

    private func withProxy(
        serverName: String,
        _ body: (Field, ProxyRequests, _ port: Int) async throws -> Void
    ) async throws {
        let folder = try TestFolder()
        let first = KeptServer(folder: folder.file("server"))
        try #require(try await first.command("init").status == 0)
        try #require(try await first.command("space", "add", "hv-shared").status == 0)
        _ = try await KeptServer.with(
            folder: first.folder,
            extraArguments: ["--name", serverName]
        ) { server, address in
            let port = try #require(address.split(separator: ":").last.flatMap { Int($0) })
            let requests = ProxyRequests()
            let proxy = try ScriptedServer { request in
                requests.note(request.head)
                guard !request.head.contains("refused") else {
                    return [ScriptedServer.response(403), .close]
                }
                return [.send(Array("HTTP/1.1 200 x\r\n\r\n".utf8)), .tunnel(port: port)]
            }
            defer { proxy.stop() }
            let invitation = try await server.command(
                "invite",
                "--pseudonym",
                "falk-07",
                "--space",
                "hv-shared",
                "--url",
                address
            )
            let code = try #require(invitation.output.firstMatch(of: /([0-9A-Z]{4}-){7}[0-9A-Z]{4}/))
            let proxyAddress = "http://127.0.0.1:\(proxy.port)"
            let laptop = KilledLaptop(
                home: folder.file("home"),
                environment: ["HTTPS_PROXY": proxyAddress, "ALL_PROXY": proxyAddress]
            )
            try await body(Field(laptop: laptop, code: String(code.output.0)), requests, port)
        }
    }
}

/// What a proxy was asked for.
private final class ProxyRequests: Sendable {
    private let state = Mutex<[String]>([])

    var heads: [String] { state.withLock { $0 } }

    func note(_ head: String) { state.withLock { $0.append(head) } }
}
