/// Writes the segments of a replica to files, and takes them in from files.
///
/// What travels is what a sync sends, and it comes in by the same way: ``Replica/ingest(_:)``. It may be
/// cancelled at any moment. Runs on a queue of its own, since files and the store block.
public actor BundleEngine {
    let replica: Replica
    private let keys: any KeyStore
    private let surroundings: Surroundings
    private let cost: ScryptCost
    private let executor = BlockingExecutor(label: "faltbild.bundle")

    public nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// An engine of a laptop.
    ///
    /// `cost` is what locked bundles are made with.
    public init(
        replica: Replica,
        keys: any KeyStore,
        surroundings: Surroundings = .system,
        cost: ScryptCost = .usual
    ) {
        self.replica = replica
        self.keys = keys
        self.surroundings = surroundings
        self.cost = cost
    }

    /// Whether a bundle takes a passphrase.
    public static func isLocked(_ path: String) throws(BundleError) -> Bool {
        try BundleReader.isLocked(path)
    }

    /// What a bundle says of itself; the segments are not looked at.
    public static func manifest(
        of path: String,
        passphrase: BundlePassphrase?
    ) throws(BundleError) -> BundleManifest {
        var locksmith = BundleLocksmith(passphrase)
        return try BundleReader(at: path, with: &locksmith).manifest
    }

    /// Seals, and writes a bundle of spaces.
    ///
    /// - Parameters:
    ///   - spaces: in which this device is enrolled.
    ///   - path: where the file is to be; it is there whole or not at all.
    ///   - replacing: whether a file that is there may go.
    ///   - since: milliseconds since 1970; what arrived here before is left out, but for the control log.
    ///   - withPhotos: whether the photos go with it that the segments name and this device holds.
    ///   - passphrase: what the bundle is locked with; `nil` for a plain one.
    ///   - onProgress: called now and then.
    /// - Returns: what the bundle says of itself.
    /// - Throws: ``BundleError``, and no file is made.
    @discardableResult
    public func export(
        _ spaces: [SpaceID],
        to path: String,
        replacing: Bool = false,
        since: Int64? = nil,
        withPhotos: Bool = false,
        passphrase: BundlePassphrase?,
        onProgress: @Sendable (BundleProgress) -> Void = { _ in }
    ) throws(BundleError) -> BundleManifest {
        let target = try BundleTarget(path, replacing: replacing)
        var plans: [BundlePlan] = []
        for space in spaces {
            try seal(space)
            plans.append(
                try stored { () throws(StoreError) in
                    try replica.bundlePlan(of: space, since: since, withPhotos: withPhotos)
                }
            )
        }
        var locksmith = BundleLocksmith(passphrase, cost: cost)
        let manifest = try write(plans, since: since, to: target, with: &locksmith, onProgress)
        try target.finish(replacing: replacing)
        return manifest
    }

    /// Takes in a bundle, as far as it is whole.
    ///
    /// - Parameters:
    ///   - path: of the bundle.
    ///   - passphrase: that it is locked with.
    ///   - onProgress: called when a part is stored.
    /// - Returns: what came of it. ``BundleReport/fault`` says what ended it early, if anything did.
    /// - Throws: ``BundleError`` if nothing could be read, or nothing is of a space of this device.
    public func `import`(
        from path: String,
        passphrase: BundlePassphrase?,
        onProgress: @Sendable (BundleProgress) -> Void = { _ in }
    ) throws(BundleError) -> BundleReport {
        try replica.takeBundle(at: path, passphrase: passphrase, isNumbering: false, onProgress: onProgress)
    }

    // MARK: What both this and the exchange in a folder are made of

    func seal(_ space: SpaceID) throws(BundleError) {
        let key: SigningKey?
        do throws(KeyStoreError) { key = try keys.key(for: space) } catch { throw .keys(error) }
        guard let key else { throw .notEnrolled(space) }
        do {
            try replica.seal(space, with: key)
        } catch StoreError.notEnrolled(let space) {
            throw .notEnrolled(space)
        } catch let error as StoreError {
            throw .store(error)
        } catch {
            throw .store(.damaged(detail: "sealing failed"))
        }
    }

    func newLocksmith(_ passphrase: BundlePassphrase?) -> BundleLocksmith {
        BundleLocksmith(passphrase, cost: cost)
    }

    /// Writes all of a bundle but its place.
    func write(
        _ plans: [BundlePlan],
        since: Int64? = nil,
        to target: BundleTarget,
        with locksmith: inout BundleLocksmith,
        _ onProgress: (BundleProgress) -> Void
    ) throws(BundleError) -> BundleManifest {
        let manifest = BundleManifest(
            madeAt: surroundings.wallMilliseconds(),
            since: since,
            spaces: plans.map(\.bundled)
        )
        var generator = surroundings.generator
        let (prelude, key) = try locksmith.newLock(using: &generator)
        var encoder = BundleEncoder(prelude, key: key)
        try encoder.append(manifest)
        var done = 0
        for keys in plans.map(\.keys) {
            var rest = keys[...]
            while !rest.isEmpty {
                if Task.isCancelled { throw .cancelled }
                let page = rest.prefix(Limits.bundlePageSegments)
                rest = rest.dropFirst(page.count)
                for segment in try stored({ () throws(StoreError) in try replica.segments(at: page) }) {
                    try encoder.append(segment)
                }
                try target.write(encoder.take())
                done += page.count
                onProgress(BundleProgress(done: done, total: manifest.parts))
            }
        }
        for plan in plans {
            for blob in plan.blobs {
                try write(blob, of: plan.space.id, to: target, by: &encoder)
                done += 1
                onProgress(BundleProgress(done: done, total: manifest.parts))
            }
        }
        try encoder.finish()
        try target.write(encoder.take())
        return manifest
    }

    private func write(
        _ blob: BlobID,
        of space: SpaceID,
        to target: BundleTarget,
        by encoder: inout BundleEncoder
    ) throws(BundleError) {
        let length = try stored { () throws(StoreError) in try replica.sizeOfBlob(blob, in: space) }
        for offset in stride(from: 0, to: length, by: Limits.fetchedBlobBytes) {
            if Task.isCancelled { throw .cancelled }
            let content = try stored { () throws(StoreError) in
                try replica.readBlob(blob, in: space, from: offset, count: Limits.fetchedBlobBytes)
            }
            try encoder.append(
                BundledBlob(space: space, blob: blob, length: length, offset: offset, content: content)
            )
            try target.write(encoder.take())
        }
    }

    func random() -> UInt64 { surroundings.random() }

    func stored<Result>(_ body: () throws(StoreError) -> Result) throws(BundleError) -> Result {
        do throws(StoreError) { return try body() } catch { throw .store(error) }
    }
}
