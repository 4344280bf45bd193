import FoundationEssentials

/// Photos go after everything else: they are large, and no record waits for one.
extension SyncEngine {
    /// Brings what the server lacks and this device holds, and notes what is safe there.
    ///
    /// Nothing is asked while everything that is held is known to be safe and the server lacks nothing.
    func bringBlobs(for sync: inout SpaceSync) async throws(SyncMachine.Failure) -> SyncMachine.BlobResult {
        var result = SyncMachine.BlobResult()
        guard try mustAskForBlobs(sync) else { return result }
        var missing = Set(try await missingBlobs(for: sync))
        let held = try noteSafe(but: missing, for: sync)
        let total = held.reduce(0) { $0 + $1.size }
        var done = 0
        for blob in held where !sync.blobsAside.contains(blob.id) {
            do throws(SyncMachine.Failure) {
                let tell = sync.onProgress
                let before = done
                try await bring(blob, for: sync) { sent in
                    tell(SyncProgress(phase: .sendingBlobs, done: before + sent, total: total))
                }
                missing.remove(blob.id)
                result.brought += 1
                sync.report.sentBlobs += 1
            } catch {
                guard let problem = error.ofOneBlob else {
                    result.failure = error
                    break
                }
                sync.blobsAside.insert(blob.id)
                // One that was erased meanwhile is no problem: nobody is to bring it any more.
                if problem.code != .notFound { sync.report.problems.append(.blobNotTaken(blob.id, problem)) }
            }
            done += blob.size
        }
        if result.brought > 0 { _ = try noteSafe(but: missing, for: sync) }
        return result
    }

    private struct HeldBlob {
        let id: BlobID
        let size: Int
    }

    private func mustAskForBlobs(_ sync: SpaceSync) throws(SyncMachine.Failure) -> Bool {
        let replica = replica
        do throws(SyncProblem) {
            let counts = try stored { () throws(StoreError) in
                try replica.reviewBlobs()
                return try replica.blobCounts(of: sync.space)
            }
            return counts.held > 0 && (counts.unsent > 0 || sync.serverLacksBlobs)
        } catch {
            throw SyncMachine.Failure(error)
        }
    }

    /// Notes that the server has what it does not lack.
    ///
    /// - Returns: of what it lacks, what this device holds.
    private func noteSafe(
        but missing: Set<BlobID>,
        for sync: SpaceSync
    ) throws(SyncMachine.Failure) -> [HeldBlob] {
        let replica = replica
        let space = sync.space
        do throws(SyncProblem) {
            return try stored { () throws(StoreError) in
                if let generation = try replica.stream(of: space)?.generation {
                    try replica.keepBlobsSafe(in: generation, but: missing, of: space)
                }
                var held: [HeldBlob] = []
                for blob in missing.sorted() where try replica.holdsBlob(blob, in: space) {
                    held.append(HeldBlob(id: blob, size: try replica.sizeOfBlob(blob, in: space)))
                }
                return held
            }
        } catch {
            throw SyncMachine.Failure(error)
        }
    }

    private func missingBlobs(for sync: SpaceSync) async throws(SyncMachine.Failure) -> [BlobID] {
        var missing: [BlobID] = []
        var next: BlobID?
        repeat {
            let after = next.map { "&after=\($0)" } ?? ""
            let request = HTTPRequest(
                .get,
                "\(sync.path)/blobs?missing=1\(after)",
                fields: authorisation(for: sync)
            )
            let answer = try await send(request, for: sync)
            guard let page = try? JSONDecoder().decode(MissingBlobs.self, from: Data(answer.body)) else {
                throw .final(.notTrusted(.malformed(.blobs)))
            }
            let blobs = page.missing.compactMap { BlobID(hexadecimal: $0) }
            next = page.next.flatMap { BlobID(hexadecimal: $0) }
            // A page that does not lead on would be asked for again for ever.
            guard blobs.count == page.missing.count, next == nil || next == blobs.last else {
                throw .final(.notTrusted(.malformed(.blobs)))
            }
            missing += blobs
        } while next != nil
        return missing
    }

    /// Brings one photo, from where an earlier attempt ended.
    private func bring(
        _ blob: HeldBlob,
        for sync: SpaceSync,
        onProgress: @escaping @Sendable (Int) -> Void
    ) async throws(SyncMachine.Failure) {
        let tus = HTTPField("Tus-Resumable", "1.0.0")
        let name = Data(blob.id.bytes).base64EncodedString()
        let begin = HTTPRequest(
            .post,
            "\(sync.path)/blobs",
            fields: authorisation(for: sync) + [
                tus, HTTPField("Upload-Length", "\(blob.size)"),
                HTTPField("Upload-Metadata", "sha256 \(name)"),
            ]
        )
        let begun = try await send(begin, for: sync)
        guard let offset = begun.head["upload-offset"].flatMap({ Int($0) }), (0...blob.size).contains(offset)
        else { throw .final(.notTrusted(.malformed(.blobs))) }
        let replica = replica
        let space = sync.space
        let goOn = HTTPRequest(
            .patch,
            "\(sync.path)/blobs/\(blob.id)/upload",
            fields: authorisation(for: sync) + [
                tus, HTTPField("Upload-Offset", "\(offset)"),
                HTTPField("Content-Type", "application/offset+octet-stream"),
            ],
            body: .stream(length: blob.size - offset) { start, count in
                try? replica.readBlob(blob.id, in: space, from: offset + start, count: count)
            },
            onProgress: { onProgress(offset + $0.sent) }
        )
        _ = try await send(goOn, for: sync)
    }

    /// Fetches a photo that this device does not hold, from where an earlier attempt ended.
    ///
    /// - Parameters:
    ///   - blob: which one; a record of the space names it.
    ///   - space: the space.
    ///   - onProgress: is told how far it has come, in bytes.
    /// - Throws: ``SyncProblem``; what has arrived stays for the next attempt.
    public func fetchBlob(
        _ blob: BlobID,
        of space: SpaceID,
        onProgress: @escaping @Sendable (SyncProgress) -> Void = { _ in }
    ) async throws(SyncProblem) {
        let sync = try prepared(for: space, onProgress)
        let replica = replica
        var partial = try stored { () throws(StoreError) in
            try replica.partialBlob(blob, in: space, from: Self.fetcher)
        }
        while partial?.isComplete != true {
            let start = partial?.count ?? 0
            let range = HTTPField("Range", "bytes=\(start)-\(start + Limits.fetchedBlobBytes - 1)")
            let answer = try await inSession(of: sync) { fields throws(SyncMachine.Failure) in
                let request = HTTPRequest(.get, "\(sync.path)/blobs/\(blob)", fields: fields + [range])
                return try await self.send(request, for: sync)
            }
            guard let length = answer.contentLength, !answer.body.isEmpty else {
                throw .notTrusted(.malformed(.blobs))
            }
            partial = try stored { () throws(StoreError) in
                let begun = try replica.beginBlob(blob, length: length, in: space, from: Self.fetcher)
                // A photo that is another one now begins again.
                if begun.count == start { try begun.append(answer.body) }
                return begun
            }
            onProgress(SyncProgress(phase: .fetchingBlob, done: partial?.count ?? 0, total: length))
        }
        if let partial {
            try stored { () throws(StoreError) in
                try replica.finish(partial, from: replica.stream(of: space)?.generation)
            }
        }
    }

    /// Who brings what this device fetches.
    private static let fetcher = "fetch"
}

/// What the server says it lacks, a page of it.
private struct MissingBlobs: Decodable {
    let missing: [String]
    let next: String?
}

extension HTTPAnswer {
    /// The bytes of the whole, of which the answer may be a part.
    fileprivate var contentLength: Int? {
        guard head.status == 206 else { return body.count }
        return head["content-range"]?.split(separator: "/").last.flatMap { Int($0) }
    }
}

extension SyncMachine.Failure {
    /// The server's answer, where it is about the one photo and not about the connection or the server.
    fileprivate var ofOneBlob: Problem? {
        switch self {
        case .final(.refused(let problem)), .passing(.refused(let problem), _):
            [.notFound, .tooLarge, .contentDiffers, .malformed].contains(problem.code) ? problem : nil
        default: nil
        }
    }
}
