import SyncCore
import SyncServer
import Synchronization

/// Hands requests to a server in the same process.
struct SocketlessTransport: Transport {
    private let program: SocketlessServer

    init(to program: SocketlessServer) {
        self.program = program
    }

    func send<Receiver: ResponseReceiver>(
        _ request: HTTPRequest,
        into receiver: Receiver
    ) async -> Delivery<Receiver> {
        var receiver = receiver
        guard let (head, body) = try? await program.answer(request) else {
            return Delivery(receiver: receiver, result: .failure(.cancelled))
        }
        let isTaken = receiver.begin(head) && (body.isEmpty || body.withUnsafeBytes { receiver.receive($0) })
        return Delivery(receiver: receiver, result: isTaken ? .success(head) : .failure(.stopped))
    }
}

/// Tokens that can be forgotten.
final class MemoryTokens: TokenStore {
    private let tokens = Mutex<[SpaceID: String]>([:])

    func token(for space: SpaceID) -> String? { tokens.withLock { $0[space] } }

    func keep(_ token: String, for space: SpaceID) { tokens.withLock { $0[space] = token } }

    func forget() { tokens.withLock { $0 = [:] } }
}
