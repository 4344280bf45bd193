import CCurl

/// One request under way: what libcurl's callbacks need, all of them called on the thread that performs it.
final class CurlTransfer {
    /// What a callback ended the transfer for.
    private(set) var failure: TransportError?
    private(set) var head: HTTPResponseHead?

    private let request: HTTPRequest
    private let cancellation: CancellationFlag
    private let receiveHead: (HTTPResponseHead) -> Bool
    private let receiveBytes: (UnsafeRawBufferPointer) -> Bool

    private var status = 0
    private var fields: [HTTPField] = []
    private var headBytes = 0
    private var bodyBytes = 0
    private var readOffset = 0
    private var lastProgress = TransferProgress(sent: 0, received: 0)

    init(
        _ request: HTTPRequest,
        cancellation: CancellationFlag,
        receiveHead: @escaping (HTTPResponseHead) -> Bool,
        receiveBytes: @escaping (UnsafeRawBufferPointer) -> Bool
    ) {
        self.request = request
        self.cancellation = cancellation
        self.receiveHead = receiveHead
        self.receiveBytes = receiveBytes
    }

    /// Takes one line of the head; `false` ends the transfer.
    private func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Bool {
        headBytes += bytes.count
        guard headBytes <= Limits.answerHeadBytes else {
            return end(.answerTooLarge(limit: Limits.answerHeadBytes))
        }
        let line = String(decoding: bytes, as: UTF8.self).trimmingLineEnd
        if line.hasPrefix("HTTP/") {
            status = line.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
            fields = []
        } else if line.isEmpty {
            return finishHead()
        } else if let colon = line.firstIndex(of: ":") {
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            fields.append(HTTPField(line[..<colon].lowercased(), String(value)))
        }
        return true
    }

    private func finishHead() -> Bool {
        // A blank line also ends a 100 Continue, and the trailers of a chunked body.
        guard status >= 200, head == nil else { return true }
        guard !(300..<400).contains(status) else { return end(.redirected(status: status)) }
        let head = HTTPResponseHead(status: status, fields: fields)
        self.head = head
        return receiveHead(head) || end(.stopped)
    }

    private func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bodyBytes += bytes.count
        guard bodyBytes <= request.answerLimit else {
            return end(.answerTooLarge(limit: request.answerLimit))
        }
        guard !cancellation.isSet else { return end(.cancelled) }
        return receiveBytes(bytes) || end(.stopped)
    }

    /// Fills the buffer with the next bytes of the request's body; `nil` ends the transfer.
    private func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
        let piece: ArraySlice<UInt8>
        switch request.body {
        case nil: return 0
        case .bytes(let bytes): piece = bytes.dropFirst(readOffset).prefix(buffer.count)
        case .stream(_, let read):
            guard let bytes = read(readOffset, buffer.count), bytes.count <= buffer.count else {
                failure = .stopped
                return nil
            }
            piece = bytes[...]
        }
        buffer.copyBytes(from: piece)
        readOffset += piece.count
        return piece.count
    }

    private func report(_ progress: TransferProgress) -> Bool {
        guard !cancellation.isSet else { return end(.cancelled) }
        if progress != lastProgress {
            lastProgress = progress
            request.onProgress?(progress)
        }
        return true
    }

    private func end(_ reason: TransportError) -> Bool {
        failure = failure ?? reason
        return false
    }
}

extension CurlTransfer {
    static let onHeader: ccurl_data_callback = { bytes, size, count, context in
        guard let transfer = CurlTransfer.at(context) else { return 0 }
        let length = size * count
        return transfer.takeHeader(UnsafeRawBufferPointer(start: bytes, count: length)) ? length : 0
    }

    static let onBody: ccurl_data_callback = { bytes, size, count, context in
        guard let transfer = CurlTransfer.at(context) else { return 0 }
        let length = size * count
        // Zero means failure only where bytes were given; an empty call is never a failure.
        return transfer.takeBody(UnsafeRawBufferPointer(start: bytes, count: length)) ? length : 0
    }

    static let onRead: ccurl_data_callback = { bytes, size, count, context in
        let abort = Int(CURL_READFUNC_ABORT)
        guard let transfer = CurlTransfer.at(context) else { return abort }
        let buffer = UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
        return transfer.read(into: buffer) ?? abort
    }

    static let onSeek: ccurl_seek_callback = { context, offset, origin in
        guard let transfer = CurlTransfer.at(context), origin == SEEK_SET else { return CURL_SEEKFUNC_FAIL }
        transfer.readOffset = Int(offset)
        return CURL_SEEKFUNC_OK
    }

    static let onProgress: ccurl_progress_callback = { context, _, down, _, up in
        guard let transfer = CurlTransfer.at(context) else { return 1 }
        return transfer.report(TransferProgress(sent: Int(up), received: Int(down))) ? 0 : 1
    }

    private static func at(_ context: UnsafeMutableRawPointer?) -> CurlTransfer? {
        context.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
    }
}

extension String {
    /// The line without CR and LF, which Swift reads as one character where they stand together.
    fileprivate var trimmingLineEnd: Substring {
        var line = self[...]
        while line.last?.isNewline == true { line.removeLast() }
        return line
    }
}
