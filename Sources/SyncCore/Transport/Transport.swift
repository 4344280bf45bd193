/// The way to one server: sends a request value, gives what came back.
///
/// Engines know nothing of sockets; tests and simulations bring a transport of their own.
public protocol Transport: Sendable {
    /// Sends one request. Cancelling the task ends it at any moment.
    ///
    /// The receiver takes the body as it arrives, off the cooperative thread pool, so that it may block:
    /// while it works, nothing more is read from the network. It is given back in every case, since what came
    /// before a failure may be worth keeping.
    func send<Receiver: ResponseReceiver>(
        _ request: HTTPRequest,
        into receiver: Receiver
    ) async -> Delivery<Receiver>
}

/// Takes an answer as it arrives.
public protocol ResponseReceiver: Sendable {
    /// Takes status and fields. `false` ends the transfer with ``TransportError/stopped``.
    mutating func begin(_ head: HTTPResponseHead) -> Bool

    /// Takes the next bytes of the body, which are valid during the call only. `false` ends the transfer.
    mutating func receive(_ bytes: UnsafeRawBufferPointer) -> Bool
}

/// What became of a request.
public struct Delivery<Receiver: ResponseReceiver>: Sendable {
    public let receiver: Receiver
    public let result: Result<HTTPResponseHead, TransportError>

    public init(receiver: Receiver, result: Result<HTTPResponseHead, TransportError>) {
        self.receiver = receiver
        self.result = result
    }
}

/// An answer that is small enough to hold.
public struct HTTPAnswer: Hashable, Sendable {
    public let head: HTTPResponseHead
    public let body: [UInt8]
}

extension Transport {
    /// Sends one request and gathers the answer, at most ``HTTPRequest/answerLimit`` bytes.
    public func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPAnswer {
        let delivery = await send(request, into: BodyCollector())
        return HTTPAnswer(head: try delivery.result.get(), body: delivery.receiver.bytes)
    }
}

/// Gathers a body.
struct BodyCollector: ResponseReceiver {
    private(set) var bytes: [UInt8] = []

    mutating func begin(_ head: HTTPResponseHead) -> Bool { true }

    mutating func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
        self.bytes.append(contentsOf: bytes)
        return true
    }
}
