public import SyncCore
import Synchronization

/// A transport without a network: a closure answers.
public final class CannedTransport: Transport {
    public enum Answer: Sendable {
        case response(HTTPResponseHead, [UInt8])
        /// The answer's first bytes, then a failure.
        case broken(HTTPResponseHead, [UInt8], TransportError)
        case failure(TransportError)
    }

    private let answer: @Sendable (HTTPRequest) -> Answer
    private let sent = Mutex<[String]>([])

    public init(_ answer: @escaping @Sendable (HTTPRequest) -> Answer) {
        self.answer = answer
    }

    /// Method and target of every request so far.
    public var requests: [String] { sent.withLock { $0 } }

    public func send<Receiver: ResponseReceiver>(
        _ request: HTTPRequest,
        into receiver: Receiver
    ) async -> Delivery<Receiver> {
        sent.withLock { $0.append("\(request.method.rawValue) \(request.target)") }
        var receiver = receiver
        switch answer(request) {
        case .failure(let error): return Delivery(receiver: receiver, result: .failure(error))
        case .response(let head, let body):
            let isTaken = Self.give(head, body, to: &receiver)
            return Delivery(receiver: receiver, result: isTaken ? .success(head) : .failure(.stopped))
        case .broken(let head, let body, let error):
            let isTaken = Self.give(head, body, to: &receiver)
            return Delivery(receiver: receiver, result: .failure(isTaken ? error : .stopped))
        }
    }

    private static func give(
        _ head: HTTPResponseHead,
        _ body: [UInt8],
        to receiver: inout some ResponseReceiver
    ) -> Bool {
        receiver.begin(head) && (body.isEmpty || body.withUnsafeBytes { receiver.receive($0) })
    }
}
