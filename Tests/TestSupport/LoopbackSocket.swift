import Dispatch
import Glibc

/// Sockets on loopback, for what stands between a client and a server in tests.
package enum LoopbackSocket {
    /// What becomes of bytes on their way.
    enum Fate: Hashable, Sendable {
        case pass
        /// They are lost, and the sender does not learn of it.
        case vanish
        /// So many of them arrive; then the connection ends.
        case cut(after: Int)
    }

    /// Which way bytes go through a pipe.
    enum Direction: Hashable, Sendable {
        case toServer
        case toClient
    }

    /// Listens on a free port.
    static func listening() -> (descriptor: Int32, port: Int)? {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var port = 0
        let isListening = withAddress(port: &port) { address, length in
            bind(listener, address, length) == 0 && listen(listener, 64) == 0
                && getsockname(listener, address, &length) == 0
        }
        guard isListening else {
            close(listener)
            return nil
        }
        return (listener, port)
    }

    /// Carries bytes between a connection and a port, until either side is gone.
    ///
    /// - Parameters:
    ///   - client: stays open; its owner closes it.
    ///   - port: on loopback.
    ///   - judge: is told of bytes before they are passed on, and says whether they are.
    static func pipe(
        _ client: Int32,
        toPort port: Int,
        judge: @escaping @Sendable (Direction, ArraySlice<UInt8>) -> Fate
    ) {
        var port = port
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(server) }
        guard withAddress(port: &port, { connect(server, $0, $1) == 0 }) else { return }
        let ended = DispatchSemaphore(value: 0)
        BlockingThread.detach {
            carry(from: server, to: client) { judge(.toClient, $0) }
            ended.signal()
        }
        carry(from: client, to: server) { judge(.toServer, $0) }
        ended.wait()
    }

    private static func carry(
        from source: Int32,
        to target: Int32,
        judge: (ArraySlice<UInt8>) -> Fate
    ) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        carrying: while true {
            let length = recv(source, &buffer, buffer.count, 0)
            guard length > 0 else { break }
            switch judge(buffer[..<length]) {
            case .pass: guard send(buffer[..<length], to: target) else { break carrying }
            case .vanish: continue
            case .cut(let rest):
                _ = send(buffer[..<rest], to: target)
                break carrying
            }
        }
        // Either side that is gone takes the other with it.
        shutdown(source, Int32(SHUT_RDWR))
        shutdown(target, Int32(SHUT_RDWR))
    }

    /// Sends bytes to a port, and then ends its side.
    ///
    /// - Returns: what came back until the other side ended.
    @discardableResult
    static func send(_ bytes: [UInt8], toPort port: Int) -> [UInt8] {
        var port = port
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(server) }
        guard withAddress(port: &port, { connect(server, $0, $1) == 0 }) else { return [] }
        guard send(bytes[...], to: server) else { return [] }
        // The server must have read it before it learns that nobody is there any more.
        shutdown(server, Int32(SHUT_WR))
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let length = recv(server, &buffer, buffer.count, 0)
            guard length > 0 else { return answer }
            answer += buffer[..<length]
        }
    }

    /// As ``send(_:toPort:)``, on a thread that may wait.
    package static func exchange(_ bytes: [UInt8], withPort port: Int) async -> [UInt8] {
        await withCheckedContinuation { continuation in
            BlockingThread.detach { continuation.resume(returning: send(bytes, toPort: port)) }
        }
    }

    /// - Returns: whether all went.
    static func send(_ bytes: ArraySlice<UInt8>, to target: Int32) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let part = rest.withUnsafeBytes {
                Glibc.send(target, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard part > 0 else { return false }
            rest = rest.dropFirst(part)
        }
        return true
    }

    private static func withAddress(
        port: inout Int,
        _ body: (UnsafeMutablePointer<sockaddr>, inout socklen_t) -> Bool
    ) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isDone = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, &length) }
        }
        port = Int(UInt16(bigEndian: address.sin_port))
        return isDone
    }
}

/// Threads that may block for ever.
enum BlockingThread {
    static func detach(_ body: @escaping @Sendable () -> Void) {
        DispatchQueue(label: "faltbild.blocking-test-thread").async(execute: body)
    }
}
