public import SyncCore

/// A transport over another that changes answers on their way.
public struct TamperingTransport: Transport {
    private let inner: any Transport
    private let alter: @Sendable (HTTPRequest, [UInt8]) -> [UInt8]

    public init(
        over inner: any Transport,
        _ alter: @escaping @Sendable (HTTPRequest, [UInt8]) -> [UInt8]
    ) {
        self.inner = inner
        self.alter = alter
    }

    public func send<Receiver: ResponseReceiver>(
        _ request: HTTPRequest,
        into receiver: Receiver
    ) async -> Delivery<Receiver> {
        do throws(TransportError) {
            let answer = try await inner.send(request)
            let body = alter(request, answer.body)
            var receiver = receiver
            let isTaken =
                receiver.begin(answer.head) && (body.isEmpty || body.withUnsafeBytes { receiver.receive($0) })
            return Delivery(receiver: receiver, result: isTaken ? .success(answer.head) : .failure(.stopped))
        } catch {
            return Delivery(receiver: receiver, result: .failure(error))
        }
    }
}
