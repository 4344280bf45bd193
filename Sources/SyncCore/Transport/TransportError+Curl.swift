import CCurl

extension TransportError {
    /// What libcurl's answer to an option means: a library built without something that is needed.
    init(refusedOption code: CURLcode) {
        self = .failed(code: Int(code.rawValue), detail: String(cString: curl_easy_strerror(code)))
    }

    /// What the end of a transfer means.
    ///
    /// `wasConnected` tells a server that could not be reached in time from one that fell silent.
    init(_ code: CURLcode, host: String, trust: ServerTrust, wasConnected: Bool) {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT, CURLE_INTERFACE_FAILED:
            self = .notReachable(host: host)
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: self = .proxyFailed
        case CURLE_OPERATION_TIMEDOUT: self = wasConnected ? .tooSlow(host: host) : .timedOut(host: host)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_PINNEDPUBKEYNOTMATCH:
            self = .certificateRefused(host: host, pinned: trust != .systemRoots)
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_USE_SSL_FAILED:
            self = .noSecureConnection(host: host)
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_HTTP2,
            CURLE_HTTP2_STREAM, CURLE_AGAIN:
            self = .connectionLost(host: host)
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING:
            self = .notHTTP(host: host)
        case CURLE_ABORTED_BY_CALLBACK: self = .cancelled
        case CURLE_WRITE_ERROR: self = .stopped
        default:
            self = .failed(code: Int(code.rawValue), detail: String(cString: curl_easy_strerror(code)))
        }
    }
}
