import CCurl

/// A libcurl easy handle, whose connections live as long as it does.
///
/// Not Sendable: it belongs to the actor that made it.
final class CurlHandle {
    private let handle: UnsafeMutableRawPointer

    init() throws(TransportError) {
        guard Self.isLibraryReady, let handle = curl_easy_init() else {
            throw .failed(code: Int(CURLE_FAILED_INIT.rawValue), detail: "libcurl could not start")
        }
        self.handle = handle
    }

    deinit { curl_easy_cleanup(handle) }

    /// Forgets options; keeps connections, TLS sessions and resolved names.
    func reset() { curl_easy_reset(handle) }

    func perform() -> CURLcode { curl_easy_perform(handle) }

    func set(_ option: CURLoption, _ value: Int) throws(TransportError) {
        try check(ccurl_set_long(handle, option, value))
    }

    func setOffset(_ option: CURLoption, _ value: Int) throws(TransportError) {
        try check(ccurl_set_offset(handle, option, curl_off_t(value)))
    }

    /// libcurl copies the text.
    ///
    /// `nil` removes what the library was built with.
    func set(_ option: CURLoption, _ text: String?) throws(TransportError) {
        try check(ccurl_set_string(handle, option, text))
    }

    /// libcurl copies the bytes.
    func setBlob(_ option: CURLoption, _ text: String) throws(TransportError) {
        var text = text
        let code = text.withUTF8 { bytes in
            var blob = curl_blob()
            blob.data = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
            blob.len = bytes.count
            blob.flags = UInt32(CURL_BLOB_COPY)
            return ccurl_set_blob(handle, option, &blob)
        }
        try check(code)
    }

    /// The list must live until the transfer ends.
    func set(_ list: CurlList) throws(TransportError) {
        try check(ccurl_set_list(handle, CURLOPT_HTTPHEADER, list.first))
    }

    /// Hands the transfer to libcurl's callbacks; it must live until the transfer ends.
    func setCallbacks(of transfer: CurlTransfer) throws(TransportError) {
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        for option in [CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_READDATA, CURLOPT_SEEKDATA] {
            try check(ccurl_set_pointer(handle, option, context))
        }
        try check(ccurl_set_pointer(handle, CURLOPT_XFERINFODATA, context))
        try check(ccurl_set_data_callback(handle, CURLOPT_WRITEFUNCTION, CurlTransfer.onBody))
        try check(ccurl_set_data_callback(handle, CURLOPT_HEADERFUNCTION, CurlTransfer.onHeader))
        try check(ccurl_set_data_callback(handle, CURLOPT_READFUNCTION, CurlTransfer.onRead))
        try check(ccurl_set_seek_callback(handle, CurlTransfer.onSeek))
        try check(ccurl_set_progress_callback(handle, CurlTransfer.onProgress))
        try set(CURLOPT_NOPROGRESS, 0)
    }

    /// Whether a connection was made and the request could be sent, in the transfer that ended last.
    var wasConnected: Bool {
        var microseconds: curl_off_t = 0
        return ccurl_get_offset(handle, CURLINFO_PRETRANSFER_TIME_T, &microseconds) == CURLE_OK
            && microseconds > 0
    }

    /// Connections that the transfer that ended last had to make: 0 when a kept one was used.
    var newConnections: Int {
        var count = 0
        return ccurl_get_long(handle, CURLINFO_NUM_CONNECTS, &count) == CURLE_OK ? count : 0
    }

    /// Whether the transfer that ended last was HTTP/2.
    var usedHTTP2: Bool {
        var version = 0
        return ccurl_get_long(handle, CURLINFO_HTTP_VERSION, &version) == CURLE_OK
            && version == CURL_HTTP_VERSION_2_0
    }

    /// Whether a proxy answered, in the transfer that ended last, that it does not connect.
    var wasRefusedByProxy: Bool {
        var status = 0
        return ccurl_get_long(handle, CURLINFO_HTTP_CONNECTCODE, &status) == CURLE_OK && status >= 300
    }

    private func check(_ code: CURLcode) throws(TransportError) {
        guard code == CURLE_OK else { throw TransportError(refusedOption: code) }
    }

    /// The library's own set-up, once a process; a `static let` is made by one thread only.
    private static let isLibraryReady =
        curl_global_init(Int(CURL_GLOBAL_SSL) | Int(CURL_GLOBAL_WIN32)) == CURLE_OK
}

/// Header lines as libcurl takes them.
final class CurlList {
    private(set) var first: UnsafeMutablePointer<curl_slist>?

    deinit { curl_slist_free_all(first) }

    func append(_ line: String) throws(TransportError) {
        guard let longer = curl_slist_append(first, line) else {
            throw .failed(code: Int(CURLE_OUT_OF_MEMORY.rawValue), detail: "no memory for a header line")
        }
        first = longer
    }
}
