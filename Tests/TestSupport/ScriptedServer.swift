import Dispatch
import Glibc
import Synchronization

/// A server on loopback that answers what a test tells it to, byte by byte: what no real server would.
///
/// Each connection has a thread of its own. A test that leaves one open need not wait for it.
public final class ScriptedServer: Sendable {
    /// One request as it came.
    public struct Request: Sendable {
        /// From 1, in the order of arrival.
        public let connection: Int
        /// Request line and fields, as one text.
        public let head: String
        public let body: [UInt8]
    }

    public enum Step: Sendable {
        case send([UInt8])
        /// Ends the connection as one does.
        case close
        /// Ends the connection with a reset.
        case reset
        /// Becomes a pipe to another port on loopback, as a proxy does, until either side is gone.
        case tunnel(port: Int)
        /// Says nothing until the other side is gone.
        case silence
    }

    public enum Failure: Error {
        case noSocket(Int32)
    }

    public let port: Int

    private let listener: Int32
    private let answer: @Sendable (Request) -> [Step]
    private let connections = Mutex(0)

    /// Listens on a free port.
    public init(_ answer: @escaping @Sendable (Request) -> [Step]) throws {
        self.answer = answer
        guard let loopback = LoopbackSocket.listening() else { throw Failure.noSocket(errno) }
        listener = loopback.descriptor
        port = loopback.port
        DispatchQueue.global().async { [weak self] in
            while let self, self.takeConnection() {}
        }
    }

    /// Ends the listening; connections end when their clients do.
    public func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
    }

    /// A whole answer with status, fields and body.
    public static func response(_ status: Int, _ fields: String = "", body: [UInt8] = []) -> Step {
        .send(Array("HTTP/1.1 \(status) x\r\nContent-Length: \(body.count)\r\n\(fields)\r\n".utf8) + body)
    }

    private func takeConnection() -> Bool {
        let descriptor = accept(listener, nil, nil)
        guard descriptor >= 0 else {
            close(listener)
            return false
        }
        let number = connections.withLock { count in
            count += 1
            return count
        }
        BlockingThread.detach { self.serve(descriptor, connection: number) }
        return true
    }

    private func serve(_ descriptor: Int32, connection: Int) {
        defer { close(descriptor) }
        while let (head, body) = readRequest(descriptor) {
            for step in answer(Request(connection: connection, head: head, body: body)) {
                switch step {
                case .send(let bytes): send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
                case .close: return
                case .reset:
                    var option = linger(l_onoff: 1, l_linger: 0)
                    let size = socklen_t(MemoryLayout<linger>.size)
                    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, size)
                    return
                case .tunnel(let port):
                    LoopbackSocket.pipe(descriptor, toPort: port) { _, _ in .pass }
                    return
                case .silence:
                    var byte: UInt8 = 0
                    while recv(descriptor, &byte, 1, 0) > 0 {}
                    return
                }
            }
        }
    }

    private func readRequest(_ descriptor: Int32) -> (head: String, body: [UInt8])? {
        var bytes: [UInt8] = []
        let end = Array("\r\n\r\n".utf8)
        while !bytes.suffix(4).elementsEqual(end) {
            guard let byte = readByte(descriptor) else { return nil }
            bytes.append(byte)
        }
        let head = String(decoding: bytes, as: UTF8.self)
        let length =
            head.split(whereSeparator: \.isNewline)
            .first { $0.lowercased().hasPrefix("content-length:") }
            .flatMap { Int($0.split(separator: " ").last ?? "") } ?? 0
        var body: [UInt8] = []
        while body.count < length {
            guard let byte = readByte(descriptor) else { return nil }
            body.append(byte)
        }
        return (head, body)
    }

    private func readByte(_ descriptor: Int32) -> UInt8? {
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, 0) == 1 ? byte : nil
    }
}
