import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import SyncCore

/// Photos on their way in, resumable: tus 1.0 at `POST /v1/spaces/{space}/blobs` and
/// `…/blobs/{sha256}/upload`.
///
/// A photo is taken only while a record of the space names it. What a former member wrote itself may have
/// photos too, so it may bring them.
struct UploadRoutes: Sendable {
    let gate: SpaceGate
    let uploads: Uploads

    func add(to group: RouterGroup<ServerContext>) {
        group.on("blobs", method: .options) { _, _ in Response(tus: .noContent) }
        group.post("blobs") { request, context in try await begin(request, context) }
        group.head("blobs/{blob}/upload") { request, context in try await tell(request, context) }
        group.patch("blobs/{blob}/upload") { request, context in try await goOn(request, context) }
        group.delete("blobs/{blob}/upload") { request, context in try await end(request, context) }
    }

    private func begin(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (member, space) = try await gate.member(request, context)
        try request.requireTus()
        guard let length = request.headers[.uploadLength].flatMap({ Int($0) }), length > 0 else {
            throw Refusal.malformed(.header("Upload-Length", expected: "the photo's bytes"))
        }
        guard let blob = request.uploadedBlob else {
            throw Refusal.malformed(
                .header("Upload-Metadata", expected: "sha256 and the photo's SHA-256 in base64")
            )
        }
        let replica = gate.admission.host.replica
        let partial = try await StoreThreads.run {
            try replica.beginBlob(blob, length: length, in: space.id, from: member.carrier)
        }
        var response = Response(tus: .created, offset: partial.count)
        response.headers[.location] = "/v1/spaces/\(space.id)/blobs/\(blob)/upload"
        return response
    }

    private func tell(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (member, space) = try await gate.member(request, context)
        try request.requireTus()
        let partial = try await partial(of: context.blob(), in: space.id, from: member)
        var response = Response(tus: .ok, offset: partial.count)
        response.headers[.uploadLength] = "\(partial.length)"
        return response
    }

    private func end(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (member, space) = try await gate.member(request, context)
        try request.requireTus()
        let partial = try await partial(of: context.blob(), in: space.id, from: member)
        try await uploads.exclusively(partial.blob, in: space.id, from: member.carrier) {
            try await StoreThreads.run { partial.discard() }
        }
        return Response(tus: .noContent)
    }

    private func goOn(_ request: Request, _ context: ServerContext) async throws -> Response {
        let (member, space) = try await gate.member(request, context)
        try request.requireTus()
        guard request.headers[.contentType] == Self.mediaType else {
            throw Refusal.wrongContentType(expected: Self.mediaType)
        }
        guard let offset = request.headers[.uploadOffset].flatMap({ Int($0) }) else {
            throw Refusal.malformed(.header("Upload-Offset", expected: "the bytes that have arrived"))
        }
        let blob = try context.blob()
        return try await uploads.exclusively(blob, in: space.id, from: member.carrier) {
            let partial = try await partial(of: blob, in: space.id, from: member)
            guard partial.count == offset else { throw Refusal.uploadOffsetDiffers(partial.count) }
            try await add(request.body, to: partial)
            if partial.isComplete {
                let replica = gate.admission.host.replica
                try await StoreThreads.run { try replica.finish(partial) }
                return Response(tus: .noContent, offset: partial.length)
            }
            return Response(tus: .noContent, offset: partial.count)
        }
    }

    private func partial(
        of blob: BlobID,
        in space: SpaceID,
        from member: Member
    ) async throws -> PartialBlob {
        let replica = gate.admission.host.replica
        let partial = try await StoreThreads.run {
            try replica.partialBlob(blob, in: space, from: member.carrier)
        }
        guard let partial else { throw Refusal.unknownUpload }
        return partial
    }

    /// Adds what arrives as it arrives, so that a connection that drops costs what was under way only.
    private func add(_ body: RequestBody, to partial: PartialBlob) async throws {
        var gathered: [UInt8] = []
        func write() async throws {
            let bytes = gathered
            gathered = []
            try await StoreThreads.run { try partial.append(bytes) }
        }
        do {
            for try await chunk in body {
                gathered.append(contentsOf: chunk.readableBytesView)
                if gathered.count >= Limits.blobChunkBytes { try await write() }
            }
        } catch let error as StoreError {
            throw error
        } catch {
            try await write()
            throw error
        }
        try await write()
    }

    private static let mediaType = "application/offset+octet-stream"
}

extension Member {
    /// The name under which what it brings lies until all of it has arrived.
    fileprivate var carrier: String { String(publicKey.id.description.prefix(16)) }
}

extension Request {
    fileprivate func requireTus() throws(Refusal) {
        guard headers[.tusResumable] == Tus.version else { throw .uploadVersion }
    }

    /// The photo that `Upload-Metadata` names: pairs with commas between, a key, a space, base64.
    fileprivate var uploadedBlob: BlobID? {
        for pair in headers[.uploadMetadata]?.split(separator: ",") ?? [] {
            let parts = pair.split(separator: " ")
            guard parts.count == 2, parts[0] == "sha256" else { continue }
            return Data(base64Encoded: String(parts[1])).flatMap { BlobID(bytes: Array($0)) }
        }
        return nil
    }
}

extension Response {
    /// An answer of tus.
    fileprivate init(tus status: HTTPResponse.Status, offset: Int? = nil) {
        var headers = HTTPFields()
        headers[.tusResumable] = Tus.version
        headers[.cacheControl] = "no-store"
        if let offset {
            headers[.uploadOffset] = "\(offset)"
        } else {
            headers[.tusVersion] = Tus.version
            headers[.tusExtension] = Tus.extensions
            headers[.tusMaxSize] = "\(Limits.blobBytes)"
        }
        self.init(status: status, headers: headers)
    }
}

extension HTTPTypes.HTTPField.Name {
    fileprivate static let tusResumable = known("Tus-Resumable")
    fileprivate static let tusVersion = known("Tus-Version")
    fileprivate static let tusExtension = known("Tus-Extension")
    fileprivate static let tusMaxSize = known("Tus-Max-Size")
    fileprivate static let uploadLength = known("Upload-Length")
    fileprivate static let uploadOffset = known("Upload-Offset")
    fileprivate static let uploadMetadata = known("Upload-Metadata")
}
