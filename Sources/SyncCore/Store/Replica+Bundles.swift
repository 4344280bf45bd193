/// What bundles are made of, and what taking one in asks of the store.
extension Replica {
    /// What a bundle is to hold of a space, as the store stands now.
    ///
    /// - Parameters:
    ///   - space: in which this replica is.
    ///   - vector: what need not be in it; nothing of the control log is left out for `since`.
    ///   - since: milliseconds since 1970; what arrived before is left out.
    ///   - withPhotos: whether the photos go with it that are held.
    /// - Returns: the plan; the segments in it stay where they are.
    /// - Throws: ``StoreError``
    func bundlePlan(
        of space: SpaceID,
        missingFrom vector: VersionVector = VersionVector(),
        since: Int64? = nil,
        withPhotos: Bool = false
    ) throws(StoreError) -> BundlePlan {
        try file.read { storage in
            let stored = try storage.space(space)
            var plan = BundlePlan(
                of: stored,
                holding: try storage.vector(of: stored.key),
                stateDigest: try storage.sealedDigest(of: stored)
            )
            for (log, isControl) in try storage.bundledLogs(of: stored.key) {
                plan.add(
                    try storage.steps(of: log, in: stored.key),
                    of: log,
                    behind: vector,
                    since: isControl ? nil : since
                )
            }
            if withPhotos { plan.blobs = try storage.heldBlobs(namedBy: plan.keys) }
            return plan
        }
    }

    /// The segments of a part of a plan, in one consistent view.
    func segments(at keys: ArraySlice<RowKey<StoredSegment>>) throws(StoreError) -> [Segment] {
        try file.read { storage in try keys.map { try storage.bytes(of: $0) } }
    }

    /// Which of these segments are in their places.
    func placed(among ids: [SegmentID]) throws(StoreError) -> Set<SegmentID> {
        try file.read { storage in
            Set(try ids.filter { id in try storage.segment(id).map { $0.status != .waiting } ?? false })
        }
    }

    /// Whether this replica is in the space.
    func knows(_ space: SpaceID) throws(StoreError) -> Bool {
        do throws(StoreError) {
            _ = try digest(of: space)
            return true
        } catch .unknownSpace {
            return false
        }
    }

    /// Segments of a space that wait for one before them.
    func waitingSegments(of space: SpaceID) throws(StoreError) -> Int {
        try file.read { storage in try storage.waitingSegments(of: storage.space(space).key) }
    }

    /// Segments of a space that have their place in a log: what a server numbers.
    func placedSegments(of space: SpaceID) throws(StoreError) -> UInt64 {
        UInt64(try file.read { storage in try storage.placedSegments(of: storage.space(space).key) })
    }

    /// Own logs of a space that were left for a new one; see ``SpaceSummary/leftLogs``.
    func leftLogs(of space: SpaceID) throws(StoreError) -> Int {
        try file.read { storage in
            try storage.ownLogs(of: storage.space(space).key).count { $0.isLeft }
        }
    }

    /// Whether a replica that held the same as this one came to another state.
    func differs(from other: BundledSpace) throws(StoreError) -> Bool {
        try file.read { storage in
            let stored = try storage.space(other.id)
            guard let theirs = other.stateDigest, let ours = try storage.sealedDigest(of: stored),
                try storage.vector(of: stored.key) == other.vector
            else { return false }
            return ours != theirs
        }
    }
}
