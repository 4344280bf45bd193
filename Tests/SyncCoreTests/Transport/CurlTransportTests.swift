import Synchronization
import TestSupport
import Testing

@testable import SyncCore

struct CurlTransportTests {
    /// For what is no test of time: a machine with other work may take longer than the usual half a minute.
    private static let noHurry = TransportPatience(connect: .seconds(3_600), silence: .seconds(3_600))

    private func transport(
        to server: ScriptedServer,
        patience: TransportPatience = noHurry
    ) throws -> CurlTransport {
        CurlTransport(
            to: try ServerAddress("http://127.0.0.1:\(server.port)"),
            trusting: .systemRoots,
            patience: patience
        )
    }

    @Test func `an answer comes with its status, its fields and its body`() async throws {
        let server = try ScriptedServer { _ in
            [ScriptedServer.response(200, "X-Words: å ä ö\r\n", body: [1, 2, 3])]
        }
        defer { server.stop() }
        let answer = try await transport(to: server).send(HTTPRequest(.get, "/"))
        #expect(answer.head.status == 200)
        #expect(answer.head["x-words"] == "å ä ö")
        #expect(answer.body == [1, 2, 3])
    }

    @Test func `a second request uses the first one's connection`() async throws {
        let server = try ScriptedServer { request in
            [ScriptedServer.response(200, body: [UInt8(request.connection)])]
        }
        defer { server.stop() }
        let transport = try transport(to: server)
        for _ in 1...3 {
            #expect(try await transport.send(HTTPRequest(.get, "/")).body == [1])
        }
        #expect(await transport.connections == 1)
    }

    @Test func `a kept connection that died is replaced without an error, and the body sent again`()
        async throws
    {
        let server = try ScriptedServer { request in
            [ScriptedServer.response(200, body: request.body), .close]
        }
        defer { server.stop() }
        let transport = try transport(to: server)
        for number in UInt8(1)...3 {
            let request = HTTPRequest(.post, "/", body: .bytes([number]))
            #expect(try await transport.send(request).body == [number])
        }
    }

    @Test func `the steady request has at most 400 bytes, and libcurl adds no field of its own`() async throws
    {
        let heads = Mutex<[String]>([])
        let server = try ScriptedServer { request in
            heads.withLock { $0.append(request.head) }
            return [ScriptedServer.response(200)]
        }
        defer { server.stop() }
        let digest = String(repeating: "a", count: 64)
        let space = String(repeating: "b", count: 32)
        let request = HTTPRequest(
            .get,
            "/v1/spaces/\(space)/segments?after=1000000&digest=\(digest)",
            fields: [HTTPField("Authorization", "Bearer " + String(repeating: "t", count: 64))]
        )
        _ = try await transport(to: server).send(request)
        let head = try #require(heads.withLock { $0.first })
        #expect(head.utf8.count <= 400)
        let names = head.split(whereSeparator: \.isNewline).dropFirst().compactMap {
            $0.split(separator: ":").first
        }
        #expect(names == ["Host", "Authorization"])
    }

    @Test func `a body streams up in pieces`() async throws {
        let server = try ScriptedServer { [ScriptedServer.response(200, body: $0.body)] }
        defer { server.stop() }
        let body = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
        let stream = HTTPBody.stream(length: body.count) { offset, count in
            Array(body.dropFirst(offset).prefix(min(count, 1_000)))
        }
        let answer = try await transport(to: server).send(HTTPRequest(.post, "/", body: stream))
        #expect(answer.body == body)
    }

    @Test(arguments: [0, 1, 5, 99])
    func `an answer that ends early is a lost connection`(count: Int) async throws {
        let server = try ScriptedServer { _ in
            let head = Array("HTTP/1.1 200 x\r\nContent-Length: 100\r\n\r\n".utf8)
            return [.send(head + [UInt8](repeating: 1, count: count)), .close]
        }
        defer { server.stop() }
        let transport = try transport(to: server)
        await #expect(throws: TransportError.connectionLost(host: "127.0.0.1")) {
            try await transport.send(HTTPRequest(.get, "/"))
        }
    }

    @Test func `what came before a lost connection is given back`() async throws {
        let server = try ScriptedServer { _ in
            [.send(Array("HTTP/1.1 200 x\r\nContent-Length: 100\r\n\r\nabc".utf8)), .close]
        }
        defer { server.stop() }
        let delivery = try await transport(to: server).send(HTTPRequest(.get, "/"), into: BodyCollector())
        #expect(delivery.receiver.bytes == Array("abc".utf8))
    }

    @Test func `a connection that is reset is a lost connection`() async throws {
        let server = try ScriptedServer { _ in
            [.send(Array("HTTP/1.1 200 x\r\nContent-Length: 100\r\n\r\n".utf8)), .reset]
        }
        defer { server.stop() }
        let transport = try transport(to: server)
        await #expect(throws: TransportError.connectionLost(host: "127.0.0.1")) {
            try await transport.send(HTTPRequest(.get, "/"))
        }
    }

    @Test func `a server that falls silent is too slow`() async throws {
        let server = try ScriptedServer { _ in [.silence] }
        defer { server.stop() }
        let patience = TransportPatience(connect: .seconds(5), silence: .seconds(1))
        let transport = try transport(to: server, patience: patience)
        await #expect(throws: TransportError.tooSlow(host: "127.0.0.1")) {
            try await transport.send(HTTPRequest(.get, "/"))
        }
    }

    @Test func `a transfer that stalls in the middle is too slow, and what came is given back`() async throws
    {
        let server = try ScriptedServer { _ in
            [.send(Array("HTTP/1.1 200 x\r\nContent-Length: 100\r\n\r\nabc".utf8)), .silence]
        }
        defer { server.stop() }
        let patience = TransportPatience(connect: .seconds(5), silence: .seconds(1))
        let transport = try transport(to: server, patience: patience)
        let delivery = await transport.send(HTTPRequest(.get, "/"), into: BodyCollector())
        #expect(delivery.result == .failure(.tooSlow(host: "127.0.0.1")))
        #expect(delivery.receiver.bytes == Array("abc".utf8))
    }

    @Test func `nobody listening is not reachable`() async throws {
        let server = try ScriptedServer { _ in [] }
        let transport = try transport(to: server)
        server.stop()
        // The listening socket is closed by its own thread: until then the connection is made, and ends.
        var error: TransportError?
        repeat {
            do throws(TransportError) {
                _ = try await transport.send(HTTPRequest(.get, "/"))
            } catch let thrown {
                error = thrown
            }
        } while error == .connectionLost(host: "127.0.0.1")
        #expect(error == .notReachable(host: "127.0.0.1"))
    }

    @Test func `cancelling ends a request that waits`() async throws {
        let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
        let server = try ScriptedServer { _ in
            arrival.yield()
            return [.silence]
        }
        defer { server.stop() }
        let transport = try transport(to: server)
        let task = Task {
            await transport.send(HTTPRequest(.get, "/"), into: BodyCollector()).result
        }
        for await _ in arrivals { break }
        task.cancel()
        #expect(await task.value == .failure(.cancelled))
    }

    @Test func `a cancelled request leaves the transport usable`() async throws {
        let server = try ScriptedServer { request in
            request.head.contains("/slow") ? [.silence] : [ScriptedServer.response(200)]
        }
        defer { server.stop() }
        let transport = try transport(to: server)
        let task = Task {
            await transport.send(HTTPRequest(.get, "/slow"), into: BodyCollector()).result
        }
        task.cancel()
        _ = await task.value
        #expect(try await transport.send(HTTPRequest(.get, "/")).head.status == 200)
    }

    @Test func `an answer over its limit is refused, announced or not`() async throws {
        let server = try ScriptedServer { request in
            let body = [UInt8](repeating: 7, count: 1_001)
            guard request.head.contains("/chunked") else { return [ScriptedServer.response(200, body: body)] }
            return [.send(Array("HTTP/1.1 200 x\r\nConnection: close\r\n\r\n".utf8) + body), .close]
        }
        defer { server.stop() }
        let transport = try transport(to: server)
        for target in ["/", "/chunked"] {
            await #expect(throws: TransportError.answerTooLarge(limit: 1_000)) {
                try await transport.send(HTTPRequest(.get, target, answerLimit: 1_000))
            }
        }
    }

    @Test func `a redirect is not followed`() async throws {
        let server = try ScriptedServer { _ in
            [ScriptedServer.response(302, "Location: http://127.0.0.1:1/\r\n")]
        }
        defer { server.stop() }
        let transport = try transport(to: server)
        await #expect(throws: TransportError.redirected(status: 302)) {
            try await transport.send(HTTPRequest(.get, "/"))
        }
    }

    @Test func `what does not speak HTTP is named so`() async throws {
        let server = try ScriptedServer { _ in [.send(Array("SSH-2.0-x\r\n".utf8)), .close] }
        defer { server.stop() }
        let transport = try transport(to: server)
        await #expect(throws: TransportError.notHTTP(host: "127.0.0.1")) {
            try await transport.send(HTTPRequest(.get, "/"))
        }
    }

    @Test func `a refusal during a large upload is the answer`() async throws {
        let server = try ScriptedServer { _ in [ScriptedServer.response(413, body: [9])] }
        defer { server.stop() }
        let request = HTTPRequest(.post, "/", body: .bytes([UInt8](repeating: 0, count: 50_000)))
        #expect(try await transport(to: server).send(request).head.status == 413)
    }

    @Test func `progress never goes backwards and ends with every byte`() async throws {
        let server = try ScriptedServer { _ in
            [ScriptedServer.response(200, body: [UInt8](repeating: 1, count: 300_000))]
        }
        defer { server.stop() }
        let steps = Mutex<[Int]>([])
        let request = HTTPRequest(.get, "/") { progress in steps.withLock { $0.append(progress.received) } }
        _ = try await transport(to: server).send(request)
        let received = steps.withLock { $0 }
        #expect(received == received.sorted())
        #expect(received.last == 300_000)
    }
}
