import FieldModel
import HTTPTypes
import Hummingbird
import NIOCore
import SyncCore

/// Answers with a photo, whole or the part that was asked for.
struct BlobAnswer: Sendable {
    private let replica: Replica
    private let space: SpaceID

    init(of replica: Replica, in space: SpaceID) {
        self.replica = replica
        self.space = space
    }

    /// - Throws: ``Refusal/unknownBlob``, ``Refusal/rangeNotSatisfiable(of:)``
    func response(to request: Request, _ context: ServerContext) async throws -> Response {
        let (replica, space) = (replica, space)
        let blob = try context.blob()
        let (size, start) = try await StoreThreads.run {
            let size = try replica.sizeOfBlob(blob, in: space)
            return (size, try replica.readBlob(blob, in: space, count: PhotoFormat.magicBytes))
        }
        let range = try request.headers[.range].flatMap { header throws(Refusal) in
            try ByteRange.read(header, size: size)
        }
        var headers = HTTPFields.ofBlob(PhotoFormat(start))
        headers[.acceptRanges] = "bytes"
        headers[.eTag] = "\"\(blob)\""
        if let range {
            headers[.contentRange] = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"
        }
        return Response(
            status: range == nil ? .ok : .partialContent,
            headers: headers,
            body: Self.body(range ?? 0..<size, of: blob, in: space, from: replica)
        )
    }

    private static func body(
        _ range: Range<Int>,
        of blob: BlobID,
        in space: SpaceID,
        from replica: Replica
    ) -> ResponseBody {
        ResponseBody(contentLength: range.count) { writer in
            var offset = range.lowerBound
            while offset < range.upperBound {
                let count = min(Limits.blobChunkBytes, range.upperBound - offset)
                let from = offset
                let bytes = try await StoreThreads.run {
                    try replica.readBlob(blob, in: space, from: from, count: count)
                }
                // Erased, or lost, meanwhile: the answer is cut short.
                guard bytes.count == count else { throw Refusal.unknownBlob }
                try await writer.write(ByteBuffer(bytes: bytes))
                offset += count
            }
            try await writer.finish(nil)
        }
    }
}

extension ServerContext {
    /// The photo that the address names.
    func blob() throws(Refusal) -> BlobID {
        guard let blob = parameters.get("blob").flatMap({ BlobID(hexadecimal: $0) }) else {
            throw .unknownBlob
        }
        return blob
    }
}

extension HTTPFields {
    /// What goes with every photo: it is shown as what its bytes say and nothing else, and no cache keeps
    /// what may be erased.
    fileprivate static func ofBlob(_ format: PhotoFormat?) -> HTTPFields {
        var headers = HTTPFields()
        headers[.contentType] = format?.mediaType ?? "application/octet-stream"
        headers[.xContentTypeOptions] = "nosniff"
        headers[.contentSecurityPolicy] = "default-src 'none'; sandbox"
        headers[.cacheControl] = "no-store"
        return headers
    }
}
