import Dispatch
import Glibc
import Synchronization

/// Stands between a client and a server on loopback, and does what bad networks do.
public final class HostileRelay: Sendable {
    /// What it does to each connection.
    public enum Weather: Hashable, Sendable {
        /// So many bytes a second, either way.
        case slow(bytesPerSecond: Int)
        /// Everything is so many milliseconds late, either way.
        case late(milliseconds: Int)
        /// After so many bytes of answers the server's side is gone, and nobody is told.
        case halfOpen(after: Int)
        /// The server gets all of it; of its answer nothing comes.
        case answersLost
        /// Of each answer so many bytes come, then the connection ends.
        case answersCut(after: Int)
        /// Pieces that are larger vanish, as where a router drops them and says nothing.
        case largePiecesVanish(bytes: Int)
        /// What the client has sent on a connection comes once more when it ends, on another one.
        case requestsRepeated
        /// A gateway answers in the server's place: this status, and a page for people.
        case gateway(status: Int)
    }

    public let port: Int

    private let weather: Weather
    private let listener: Int32
    /// Connections that are still to have bad weather.
    private let remaining: Mutex<Int>

    /// Listens on a free port.
    ///
    /// - Parameters:
    ///   - port: of the server, on loopback.
    ///   - weather: what happens.
    ///   - connections: to how many it does; the ones after those are sound.
    /// - Throws: ``ScriptedServer/Failure``
    public init(to port: Int, _ weather: Weather, connections: Int = .max) throws {
        guard let loopback = LoopbackSocket.listening() else {
            throw ScriptedServer.Failure.noSocket(errno)
        }
        listener = loopback.descriptor
        self.port = loopback.port
        self.weather = weather
        remaining = Mutex(connections)
        BlockingThread.detach { [weak self] in
            while let self, self.takeConnection(to: port) {}
        }
    }

    /// Ends the listening; connections end when their clients do.
    public func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private func takeConnection(to port: Int) -> Bool {
        let descriptor = accept(listener, nil, nil)
        guard descriptor >= 0 else {
            close(listener)
            return false
        }
        let isBad = remaining.withLock { remaining in
            defer { remaining = max(0, remaining - 1) }
            return remaining > 0
        }
        BlockingThread.detach { [weather] in
            if isBad {
                Self.carry(descriptor, to: port, in: weather)
            } else {
                LoopbackSocket.pipe(descriptor, toPort: port) { _, _ in .pass }
            }
            close(descriptor)
        }
        return true
    }

    private static func carry(_ client: Int32, to port: Int, in weather: Weather) {
        if case .gateway(let status) = weather { return refuse(client, with: status) }
        let passed = Mutex<[LoopbackSocket.Direction: [UInt8]]>([:])
        LoopbackSocket.pipe(client, toPort: port) { direction, bytes in
            let before = passed.withLock { passed in
                defer { passed[direction, default: []] += bytes }
                return passed[direction, default: []].count
            }
            return fate(of: bytes.count, direction, after: before, in: weather)
        }
        guard weather == .requestsRepeated else { return }
        LoopbackSocket.send(passed.withLock { $0[.toServer] ?? [] }, toPort: port)
    }

    /// What becomes of a piece, after so many bytes of its direction; may take its time.
    private static func fate(
        of count: Int,
        _ direction: LoopbackSocket.Direction,
        after before: Int,
        in weather: Weather
    ) -> LoopbackSocket.Fate {
        let isAnswer = direction == .toClient
        switch weather {
        case .slow(let rate): usleep(UInt32(count * 1_000_000 / rate))
        case .late(let milliseconds): usleep(UInt32(milliseconds * 1_000))
        case .halfOpen(let most): if isAnswer, before + count > most { return .vanish }
        case .answersLost: if isAnswer { return .cut(after: 0) }
        case .answersCut(let most): if isAnswer, before + count > most { return .cut(after: most - before) }
        case .largePiecesVanish(let most): if count > most { return .vanish }
        case .requestsRepeated, .gateway: break
        }
        return .pass
    }

    private static func refuse(_ client: Int32, with status: Int) {
        var request = [UInt8](repeating: 0, count: 65_536)
        guard recv(client, &request, request.count, 0) > 0 else { return }
        let page = "<html><body><h1>\(status)</h1></body></html>"
        let answer = """
            HTTP/1.1 \(status) Bad Gateway\r\nContent-Type: text/html\r\n\
            Content-Length: \(page.utf8.count)\r\nRetry-After: 1\r\nConnection: close\r\n\r\n\(page)
            """
        _ = LoopbackSocket.send(Array(answer.utf8)[...], to: client)
        shutdown(client, Int32(SHUT_WR))
        while recv(client, &request, request.count, 0) > 0 {}
    }
}
