/// Why a request got no answer.
public enum TransportError: Error, Hashable, Sendable {
    /// No connection: no such name, no route, nobody listens.
    case notReachable(host: String)
    /// The connection broke after it was made.
    case connectionLost(host: String)
    /// The certificate does not verify: against the pinned trust anchor, or against the system's roots.
    case certificateRefused(host: String, pinned: Bool)
    /// TLS failed before certificates were compared.
    case noSecureConnection(host: String)
    /// No connection within the time allowed.
    case timedOut(host: String)
    /// Connected, but fewer bytes than ``Limits/lowSpeedBytes`` a second for too long.
    case tooSlow(host: String)
    case proxyFailed
    case cancelled
    /// The answer is larger than the request allows.
    case answerTooLarge(limit: Int)
    /// The server points elsewhere. It is not followed: a token is for one server.
    case redirected(status: Int)
    /// What answers does not speak HTTP.
    case notHTTP(host: String)
    /// The receiver, or the body's reader, asked to end the transfer.
    case stopped
    /// Anything else libcurl says.
    case failed(code: Int, detail: String)

    /// Whether the same request may succeed soon.
    public var isPassing: Bool {
        switch self {
        case .notReachable, .connectionLost, .timedOut, .tooSlow, .proxyFailed: true
        case .noSecureConnection, .certificateRefused, .cancelled, .answerTooLarge, .redirected, .notHTTP,
            .stopped, .failed:
            false
        }
    }
}

extension TransportError: ExplainedError {
    public var explanation: Explanation {
        Explanation(happened: happened, safe: "Everything recorded is safe on this computer.", next: next)
    }

    private var happened: String {
        switch self {
        case .notReachable(let host): "\(host) could not be reached."
        case .connectionLost(let host): "The connection to \(host) broke."
        case .certificateRefused(let host, pinned: true):
            "\(host) shows a certificate that the server of this enrolment did not sign. Nothing was sent."
        case .certificateRefused(let host, pinned: false):
            "\(host) shows a certificate that this computer does not trust. Nothing was sent."
        case .noSecureConnection(let host): "No secure connection to \(host) could be made. Nothing was sent."
        case .timedOut(let host): "\(host) did not answer in time."
        case .tooSlow(let host): "The connection to \(host) is too slow."
        case .proxyFailed: "The proxy could not be used."
        case .cancelled: "Cancelled."
        case .answerTooLarge(let limit): "The server's answer is larger than \(limit) bytes."
        case .redirected(let status): "The server points to another address (\(status))."
        case .notHTTP(let host): "\(host) gave an answer that is not HTTP."
        case .stopped: "The transfer was ended."
        case .failed(let code, let detail): "The transfer failed: \(detail) (libcurl \(code))."
        }
    }

    private var next: String {
        switch self {
        case .notReachable, .connectionLost, .timedOut, .tooSlow:
            "Sync again when there is a connection."
        case .certificateRefused:
            "Try another network. If it stays, ask the server's administrator before going on."
        case .noSecureConnection: "Check the address and the computer's clock, then sync again."
        case .proxyFailed: "Check HTTPS_PROXY and NO_PROXY, then sync again."
        case .cancelled, .stopped: "Sync again whenever you like: it goes on where it ended."
        case .redirected, .notHTTP: "Check the server's address; a network's login page may be in the way."
        case .answerTooLarge, .failed: "Sync again. If it stays, tell the server's administrator."
        }
    }
}
