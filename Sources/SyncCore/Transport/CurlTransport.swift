import CCurl

/// HTTP over libcurl: one easy handle, kept, so that a sync costs one connection.
///
/// Requests run one after another, on a queue of the transport's own: libcurl blocks, and the cooperative
/// pool must not; see `BlockingExecutor`. The proxy comes from the environment (`HTTPS_PROXY`, `NO_PROXY`),
/// as libcurl reads it; a server on this computer is reached without one. Cancelling is noticed within a
/// second, mostly at once: libcurl asks while it waits.
public actor CurlTransport: Transport {
    private let executor = BlockingExecutor(label: "faltbild.transport")
    private let address: ServerAddress
    private let trust: ServerTrust
    private let patience: TransportPatience
    private var handle: CurlHandle?
    /// Connections made so far: what a test of reuse counts.
    private(set) var connections = 0
    /// Whether the answer that came last was HTTP/2.
    private(set) var usesHTTP2 = false

    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// Makes a transport; nothing is connected before the first request.
    public init(
        to address: ServerAddress,
        trusting trust: ServerTrust,
        patience: TransportPatience = TransportPatience()
    ) {
        self.address = address
        self.trust = trust
        self.patience = patience
    }

    /// Sends one request, after those that were asked for before it.
    public func send<Receiver: ResponseReceiver>(
        _ request: HTTPRequest,
        into receiver: Receiver
    ) async -> Delivery<Receiver> {
        let cancellation = CancellationFlag()
        return await withTaskCancellationHandler {
            perform(request, into: receiver, cancellation: cancellation)
        } onCancel: {
            cancellation.set()
        }
    }

    private func perform<Receiver: ResponseReceiver>(
        _ request: HTTPRequest,
        into receiver: Receiver,
        cancellation: CancellationFlag
    ) -> Delivery<Receiver> {
        var receiver = receiver
        let transfer = CurlTransfer(
            request,
            cancellation: cancellation,
            receiveHead: { receiver.begin($0) },
            receiveBytes: { receiver.receive($0) }
        )
        let result: Result<HTTPResponseHead, TransportError>
        do throws(TransportError) {
            guard !cancellation.isSet else { throw .cancelled }
            result = .success(try run(transfer, for: request))
        } catch {
            result = .failure(error)
        }
        return Delivery(receiver: receiver, result: result)
    }

    private func run(
        _ transfer: CurlTransfer,
        for request: HTTPRequest
    ) throws(TransportError) -> HTTPResponseHead {
        let handle = try keptHandle()
        handle.reset()
        let lines = CurlList()
        for line in Self.headerLines(of: request) { try lines.append(line) }
        try handle.set(lines)
        try setAddress(of: request, on: handle)
        try setTrust(on: handle)
        try setPatience(for: request, on: handle)
        try setBody(of: request, on: handle)
        try handle.setCallbacks(of: transfer)
        let code = withExtendedLifetime((lines, transfer)) { handle.perform() }
        connections += handle.newConnections
        usesHTTP2 = handle.usedHTTP2
        if let failure = transfer.failure { throw failure }
        // A server that refuses a body may answer before all of it was sent, and close: the answer counts.
        if let head = transfer.head, code == CURLE_OK || (code == CURLE_SEND_ERROR && head.status >= 400) {
            return head
        }
        guard code != CURLE_OK else { throw .notHTTP(host: address.host) }
        guard !handle.wasRefusedByProxy else { throw .proxyFailed }
        throw TransportError(code, host: address.host, trust: trust, wasConnected: handle.wasConnected)
    }

    private func keptHandle() throws(TransportError) -> CurlHandle {
        if let handle { return handle }
        let made = try CurlHandle()
        handle = made
        return made
    }

    private func setAddress(of request: HTTPRequest, on handle: CurlHandle) throws(TransportError) {
        try handle.set(CURLOPT_URL, address.text + request.target)
        try handle.set(CURLOPT_PROTOCOLS_STR, "http,https")
        try handle.set(CURLOPT_FOLLOWLOCATION, 0)
        try handle.set(CURLOPT_NOSIGNAL, 1)
        try handle.set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
        try handle.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        // A proxy reaches another computer under the same name.
        if address.isLoopback { try handle.set(CURLOPT_PROXY, "") }
    }

    private func setTrust(on handle: CurlHandle) throws(TransportError) {
        let isVerified = trust != .none
        try handle.set(CURLOPT_SSL_VERIFYPEER, isVerified ? 1 : 0)
        try handle.set(CURLOPT_SSL_VERIFYHOST, isVerified ? 2 : 0)
        if case .pinned(let anchor) = trust {
            try handle.setBlob(CURLOPT_CAINFO_BLOB, anchor)
            // Debian's libcurl also reads a folder of system roots, unless it is taken away: a pin is a pin.
            try handle.set(CURLOPT_CAPATH, nil as String?)
        }
    }

    private func setPatience(for request: HTTPRequest, on handle: CurlHandle) throws(TransportError) {
        try handle.set(CURLOPT_CONNECTTIMEOUT_MS, patience.connect.milliseconds)
        try handle.set(CURLOPT_LOW_SPEED_LIMIT, Limits.lowSpeedBytes)
        try handle.set(CURLOPT_LOW_SPEED_TIME, patience.silence.wholeSeconds + request.serverWait)
        try handle.set(CURLOPT_MAXAGE_CONN, Limits.idleConnectionSeconds)
    }

    private func setBody(of request: HTTPRequest, on handle: CurlHandle) throws(TransportError) {
        switch request.method {
        case .get: try handle.set(CURLOPT_HTTPGET, 1)
        case .post, .patch:
            try handle.set(CURLOPT_POST, 1)
            if request.method == .patch { try handle.set(CURLOPT_CUSTOMREQUEST, request.method.rawValue) }
            try handle.setOffset(CURLOPT_POSTFIELDSIZE_LARGE, request.body.map { $0.length ?? -1 } ?? 0)
        }
    }

    /// What libcurl would add of its own is left out: bytes that say nothing.
    private static func headerLines(of request: HTTPRequest) -> [String] {
        var lines = request.fields.map { "\($0.name): \($0.value)" }
        lines += ["Accept:", "Expect:", "User-Agent:"]
        if request.method == .post, !request.fields.contains(where: { $0.name == "Content-Type" }) {
            lines.append("Content-Type:")
        }
        return lines
    }
}
