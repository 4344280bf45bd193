import Dispatch
import Glibc
import Synchronization

/// Stands between a client and a server on loopback, and counts what passes.
///
/// Bytes count before they are passed on, so who has an answer finds all of it counted.
public final class CountingRelay: Sendable {
    public struct Count: Hashable, Sendable {
        public internal(set) var connections = 0
        public internal(set) var toServer = 0
        public internal(set) var toClient = 0
    }

    public let port: Int

    private let listener: Int32
    private let state = Mutex(Count())

    /// Listens on a free port.
    ///
    /// - Parameter port: of the server, on loopback.
    /// - Throws: ``ScriptedServer/Failure``
    public init(to port: Int) throws {
        guard let loopback = LoopbackSocket.listening() else {
            throw ScriptedServer.Failure.noSocket(errno)
        }
        listener = loopback.descriptor
        self.port = loopback.port
        BlockingThread.detach { [weak self] in
            while let self, self.takeConnection(to: port) {}
        }
    }

    /// What has passed so far.
    public var count: Count { state.withLock { $0 } }

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
        state.withLock { $0.connections += 1 }
        BlockingThread.detach { [self] in
            LoopbackSocket.pipe(descriptor, toPort: port) { direction, bytes in
                self.state.withLock { count in
                    switch direction {
                    case .toServer: count.toServer += bytes.count
                    case .toClient: count.toClient += bytes.count
                    }
                }
                return .pass
            }
            close(descriptor)
        }
        return true
    }
}
