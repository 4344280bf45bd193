/// Photos and other files that records name by their SHA-256: kept beside the store, apart from the logs.
///
/// A blob is taken in only while a record of the space names it: what is erased cannot come back.
extension Replica {
    /// Whether a blob is on this computer.
    public func holdsBlob(_ blob: BlobID, in space: SpaceID) throws(StoreError) -> Bool {
        try file.read { storage in try storage.isHeld(blob, in: storage.space(space).key) ?? false }
    }

    /// The bytes that a blob has.
    ///
    /// - Throws: ``StoreError/blobNotHeld(_:)``
    public func sizeOfBlob(_ blob: BlobID, in space: SpaceID) throws(StoreError) -> Int {
        guard try holdsBlob(blob, in: space), let size = try folder().size(of: blob, in: space) else {
            throw .blobNotHeld(blob)
        }
        return size
    }

    /// Reads at most `count` bytes of a blob, fewer only at its end.
    ///
    /// - Throws: ``StoreError/blobNotHeld(_:)``
    public func readBlob(
        _ blob: BlobID,
        in space: SpaceID,
        from offset: Int = 0,
        count: Int = Limits.blobBytes
    ) throws(StoreError) -> [UInt8] {
        let size = try sizeOfBlob(blob, in: space)
        return try folder().read(blob, in: space, from: offset, count: min(count, max(0, size - offset)))
    }

    /// Ascending.
    public func heldBlobs(of space: SpaceID) throws(StoreError) -> [BlobID] {
        try file.read { storage in try storage.heldBlobs(of: storage.space(space).key) }
    }

    /// Blobs that records name and that are not on this computer, ascending.
    ///
    /// - Parameters:
    ///   - space: the space.
    ///   - blob: the last one of the page before.
    ///   - limit: how many at most.
    ///   - writers: limits them to those that segments of these logs name.
    /// - Returns: their names.
    /// - Throws: ``StoreError``
    public func missingBlobs(
        of space: SpaceID,
        after blob: BlobID? = nil,
        limit: Int = Limits.listedBlobs,
        namedBy writers: Set<LogID>? = nil
    ) throws(StoreError) -> [BlobID] {
        try file.read { storage in
            try storage.missingBlobs(
                of: storage.space(space).key,
                after: blob,
                limit: limit,
                namedBy: writers
            )
        }
    }

    /// Where a blob of a space is; `nil` if no record names it.
    public func place(of blob: BlobID, in space: SpaceID) throws(StoreError) -> BlobPlace? {
        try file.read { storage in
            let stored = try storage.space(space)
            return try storage.place(of: blob, in: stored)
        }
    }

    /// How many photos there are of a space, and where.
    public func blobCounts(of space: SpaceID) throws(StoreError) -> BlobCounts {
        try file.read { storage in try storage.blobCounts(of: storage.space(space)) }
    }

    /// Takes a whole blob in, durably; one that is held already changes nothing.
    ///
    /// - Throws: ``StoreError/blobNotNamed(_:)``, ``StoreError/blobTooLarge``, or what the disk says.
    public func takeBlob(_ bytes: [UInt8], in space: SpaceID) throws(StoreError) {
        try file.write { storage in
            try keepBlob(bytes, in: storage.space(space), storage)
        }
    }

    /// Begins to take a blob in, or goes on with what has arrived of it.
    ///
    /// - Parameters:
    ///   - blob: which one.
    ///   - length: how many bytes it has.
    ///   - space: the space.
    ///   - carrier: who brings it, in letters and digits: two who bring the same do not disturb each other.
    /// - Returns: what has arrived of it.
    /// - Throws: ``StoreError/blobNotNamed(_:)``, ``StoreError/blobTooLarge``.
    public func beginBlob(
        _ blob: BlobID,
        length: Int,
        in space: SpaceID,
        from carrier: String
    ) throws(StoreError) -> PartialBlob {
        guard length <= Limits.blobBytes else { throw .blobTooLarge }
        let isNamed = try file.read { storage in
            try storage.isHeld(blob, in: storage.space(space).key) != nil
        }
        guard isNamed else { throw .blobNotNamed(blob) }
        let former = try partialBlob(blob, in: space, from: carrier)
        if let former, former.length == length { return former }
        former?.discard()
        let partial = PartialBlob(
            blob: blob,
            space: space,
            length: length,
            folder: try folder().incoming(of: space),
            carrier: carrier
        )
        try partial.create()
        return partial
    }

    /// What has arrived of a blob from a carrier; `nil` if it has not begun.
    public func partialBlob(
        _ blob: BlobID,
        in space: SpaceID,
        from carrier: String
    ) throws(StoreError) -> PartialBlob? {
        PartialBlob.all(in: try folder().incoming(of: space), of: space)
            .first { $0.blob == blob && $0.carrier == carrier }
    }

    /// Takes in a blob of which everything has arrived, durably; `generation` is the numbering of the server
    /// that it came from.
    ///
    /// - Throws: ``StoreError/blobDiffers(_:)`` if the bytes are others; ``StoreError/blobNotNamed(_:)`` if
    ///   it was erased meanwhile. What arrived is forgotten in either case.
    public func finish(_ partial: PartialBlob, from generation: Generation? = nil) throws(StoreError) {
        try partial.verify()
        let folder = try folder()
        try file.write { storage in
            let key = try storage.space(partial.space).key
            guard try storage.isHeld(partial.blob, in: key) != nil else {
                partial.discard()
                throw StoreError.blobNotNamed(partial.blob)
            }
            try folder.adopt(partial.path, as: partial.blob, in: partial.space)
            try storage.setHeld(true, partial.blob, in: key, safeIn: generation)
        }
    }

    /// Compares what is noted of the blobs with the files that are there: a store that was put back, or a
    /// folder that was lost, is found so.
    ///
    /// - Parameter readsAll: also whether the bytes are right; what is damaged is removed, so that it is
    ///   brought again.
    /// - Returns: how many files were lost or damaged.
    /// - Throws: ``StoreError``
    @discardableResult
    public func reviewBlobs(readingAll readsAll: Bool = false) throws(StoreError) -> Int {
        guard let folder = blobs else { return 0 }
        let now = surroundings.wallMilliseconds()
        for space in try file.read({ try $0.spaces().map(\.id) }) {
            for partial in PartialBlob.all(in: folder.incoming(of: space), of: space)
            where partial.isGivenUp(at: now) { partial.discard() }
        }
        let found = try file.read { storage in
            try storage.spaces().flatMap { space in
                try storage.allBlobs(of: space.key).compactMap { blob, isHeld in
                    let isThere = folder.size(of: blob, in: space.id) != nil
                    let isSound = try isThere && (!readsAll || folder.isSound(blob, in: space.id))
                    return isSound == isHeld ? nil : (space, blob, isSound)
                }
            }
        }
        guard !found.isEmpty else { return 0 }
        try file.write { storage in
            for (space, blob, isSound) in found {
                if !isSound { try folder.remove(blob, in: space.id) }
                try storage.setHeld(isSound, blob, in: space.key)
            }
        }
        return found.count { !$0.2 }
    }

    /// Notes that the server of a numbering holds every blob that is held here, and whose segment is safe
    /// there, but these.
    public func keepBlobsSafe(
        in generation: Generation,
        but missing: Set<BlobID>,
        of space: SpaceID
    ) throws(StoreError) {
        try file.write { storage in
            try storage.setBlobsSafe(in: generation, but: missing, of: storage.space(space).key)
        }
    }

    /// Keeps a blob that a record names, inside a transaction.
    func keepBlob(_ bytes: [UInt8], in space: StoredSpace, _ storage: SQLiteStorage) throws {
        guard bytes.count <= Limits.blobBytes else { throw StoreError.blobTooLarge }
        let blob = BlobID(of: bytes)
        guard let isHeld = try storage.isHeld(blob, in: space.key) else {
            throw StoreError.blobNotNamed(blob)
        }
        guard !isHeld else { return }
        try folder().write(bytes, as: blob, in: space.id)
        try storage.setHeld(true, blob, in: space.key)
    }

    /// Removes the blobs that nothing names any more, and what has arrived of them.
    func sweepBlobs() throws(StoreError) {
        guard let folder = blobs else { return }
        let now = surroundings.wallMilliseconds()
        try file.write { storage in
            for space in try storage.spaces() {
                let unsealed = try storage.ownLogs(of: space.key).flatMap { log in
                    try storage.unsealed(of: log.key, limit: .max).map { unsealed in
                        try Leaf(decoding: unsealed.bytes).change(in: log.id, number: unsealed.number)
                    }
                }
                let named = BlobID.named(by: unsealed)
                for blob in try storage.blobsWithoutSegment(of: space.key) where !named.contains(blob) {
                    try folder.remove(blob, in: space.id)
                    try storage.forget(blob, in: space.key)
                }
                let kept = Set(try storage.allBlobs(of: space.key).keys)
                for partial in PartialBlob.all(in: folder.incoming(of: space.id), of: space.id)
                where !kept.contains(partial.blob) { partial.discard() }
                try folder.removeOrphans(
                    of: space.id,
                    but: kept,
                    before: now - Limits.orphanBlobMilliseconds
                )
            }
        }
    }

    private func folder() throws(StoreError) -> BlobFolder {
        guard let blobs else { throw .readOnly(path: file.path) }
        return blobs
    }
}
