import FieldModel
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import SyncCore

/// `GET /v1/spaces/{space}/blobs/{sha256}`: a photo, whole or a part of it; `GET …/blobs?missing=1`: which
/// photos the server lacks.
struct BlobRoutes: Sendable {
    let gate: SpaceGate

    func add(to group: RouterGroup<ServerContext>) {
        group.get("blobs") { request, context in try await missing(request, context) }
        group.get("blobs/{blob}") { request, context in try await content(request, context) }
    }

    /// A former member learns of what its own logs name only.
    private func missing(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (member, space) = try await gate.member(request, context)
        guard try request.flag("missing") else {
            throw Refusal.malformed(.parameter("missing", expected: "1"))
        }
        let after = try request.parameter("after").map { text throws(Refusal) in
            guard let blob = BlobID(hexadecimal: text) else {
                throw .malformed(.parameter("after", expected: "64 hexadecimal digits"))
            }
            return blob
        }
        let replica = gate.admission.host.replica
        let found = try await StoreThreads.run {
            let own = member.isPresent ? nil : Set(try replica.logs(of: member.publicKey, in: space.id))
            return try replica.missingBlobs(
                of: space.id,
                after: after,
                limit: Limits.listedBlobs,
                namedBy: own
            )
        }
        let next = found.count == Limits.listedBlobs ? found.last : nil
        return Response.json([
            "missing": .array(found.map { .string($0.description) }),
            "next": next.map { .string($0.description) } ?? .null,
        ])
    }

    private func content(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (_, space) = try await gate.presentMember(request, context)
        let blob = try context.blob()
        let replica = gate.admission.host.replica
        let (size, start) = try await StoreThreads.run {
            let size = try replica.sizeOfBlob(blob, in: space.id)
            return (size, try replica.readBlob(blob, in: space.id, count: PhotoFormat.magicBytes))
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
            body: Self.body(range ?? 0..<size, of: blob, in: space.id, from: replica)
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

/// A part of a content, as the header `Range` names it.
///
/// Source: RFC 9110, section 14.
enum ByteRange {
    /// The part that is meant; `nil` for what may be ignored: other units, several ranges, or what is no
    /// range.
    ///
    /// - Throws: ``Refusal/rangeNotSatisfiable(of:)``
    static func read(_ header: String, size: Int) throws(Refusal) -> Range<Int>? {
        guard header.hasPrefix("bytes="), !header.contains(",") else { return nil }
        let ends = header.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2 else { return nil }
        if ends[0].isEmpty {
            guard let count = Int(ends[1]) else { return nil }
            guard count > 0, size > 0 else { throw .rangeNotSatisfiable(of: size) }
            return max(0, size - count)..<size
        }
        guard let first = Int(ends[0]), first >= 0 else { return nil }
        let last = ends[1].isEmpty ? size - 1 : Int(ends[1])
        guard let last, last >= first || ends[1].isEmpty else { return nil }
        guard first < size else { throw .rangeNotSatisfiable(of: size) }
        return first..<min(last, size - 1) + 1
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
