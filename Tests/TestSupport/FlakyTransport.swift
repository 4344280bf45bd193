public import SyncCore
import Synchronization

/// A transport over another that fails as a test, or a seed, decides.
public final class FlakyTransport: Transport {
    public enum Fault: Hashable, Sendable {
        /// The request never leaves.
        case loseRequest
        /// The server does its work, and its answer is lost.
        case loseAnswer
        /// The answer breaks after so many bytes of its body.
        case cutAnswer(after: Int)
        /// A gateway on the way answers instead.
        case unavailable
        /// The task is cancelled while the answer is on its way.
        case cancel(after: Int)
    }

    private let inner: any Transport
    private let count = Mutex(0)
    private let fault: @Sendable (_ request: Int) -> Fault?

    /// `fault` gets the number of the request, from 1.
    public init(over inner: any Transport, _ fault: @escaping @Sendable (_ request: Int) -> Fault?) {
        self.inner = inner
        self.fault = fault
    }

    /// Requests so far.
    public var requests: Int { count.withLock { $0 } }

    public func send<Receiver: ResponseReceiver>(
        _ request: HTTPRequest,
        into receiver: Receiver
    ) async -> Delivery<Receiver> {
        let number = count.withLock { count in
            count += 1
            return count
        }
        let lost = TransportError.connectionLost(host: "flaky")
        switch fault(number) {
        case nil: return await inner.send(request, into: receiver)
        case .loseRequest: return Delivery(receiver: receiver, result: .failure(lost))
        case .loseAnswer: return await send(request, into: receiver, cut: nil, then: lost)
        case .cutAnswer(let bytes): return await send(request, into: receiver, cut: bytes, then: lost)
        case .cancel(let bytes): return await send(request, into: receiver, cut: bytes, then: .cancelled)
        case .unavailable:
            var receiver = receiver
            let head = HTTPResponseHead(status: 503, fields: [HTTPField("retry-after", "1")])
            _ = receiver.begin(head)
            return Delivery(receiver: receiver, result: .success(head))
        }
    }

    private func send<Receiver: ResponseReceiver>(
        _ request: HTTPRequest,
        into receiver: Receiver,
        cut: Int?,
        then error: TransportError
    ) async -> Delivery<Receiver> {
        let delivery = await inner.send(request, into: CuttingReceiver(inner: receiver, left: cut))
        return Delivery(receiver: delivery.receiver.inner, result: .failure(error))
    }
}

/// Hands on the first bytes of an answer, or, without a number, nothing at all of it.
private struct CuttingReceiver<Inner: ResponseReceiver>: ResponseReceiver {
    var inner: Inner
    var left: Int?

    mutating func begin(_ head: HTTPResponseHead) -> Bool {
        left == nil || inner.begin(head)
    }

    mutating func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard let left else { return true }
        let part = UnsafeRawBufferPointer(rebasing: bytes.prefix(left))
        self.left = left - part.count
        return part.isEmpty || inner.receive(part)
    }
}
