extension BundleEngine {
    /// Exchanges one space with other laptops in a shared folder: takes in what others left there, and leaves
    /// what no bundle there holds.
    ///
    /// A bundle that is damaged, half copied or locked with other words stops nothing: it is named, and what
    /// it was to hold counts as lacking.
    ///
    /// - Parameters:
    ///   - space: in which this device is enrolled.
    ///   - folder: that the laptops share.
    ///   - passphrase: the folder's; `nil` for plain bundles.
    ///   - memory: what the exchange before left.
    ///   - onProgress: called when a part is stored or written.
    /// - Returns: what was done.
    /// - Throws: ``BundleError``, and nothing is written to the folder;
    ///   ``BundleError/wrongPassphrase`` if it opens none of the bundles there.
    public func exchange(
        _ space: SpaceID,
        in folder: PeerFolder,
        passphrase: BundlePassphrase?,
        memory: PeerMemory,
        onProgress: @Sendable (BundleProgress) -> Void = { _ in }
    ) throws(BundleError) -> PeerReport {
        try seal(space)
        var memory = memory
        let writer = memory.writer(in: space, random: { random() })
        try folder.removeParts(of: space, by: writer)
        var exchange = PeerExchange(
            of: space,
            in: folder,
            from: try folder.bundles(of: space),
            by: writer,
            locksmith: newLocksmith(passphrase)
        )
        try exchange.open()
        var report = try takeIn(&exchange, memory: &memory, onProgress)
        try leave(&exchange, report: &report, memory: &memory, onProgress)
        report.faults = exchange.faults
        report.waiting = try stored { () throws(StoreError) in try replica.waitingSegments(of: space) }
        memory.keep(only: try folder.bundles(of: space), of: space)
        report.memory = memory
        return report
    }

    /// Reads every bundle that was not found whole before.
    private func takeIn(
        _ exchange: inout PeerExchange,
        memory: inout PeerMemory,
        _ onProgress: (BundleProgress) -> Void
    ) throws(BundleError) -> PeerReport {
        var intake = BundleIntake(into: replica, isNumbering: false)
        var read = 0
        for bundle in exchange.bundles.keys.sorted() {
            let size = exchange.folder.size(of: bundle)
            guard size == nil || memory.whole[bundle.name] != size else { continue }
            do throws(BundleError) {
                var reader = try exchange.reader(of: bundle)
                read += 1
                try intake.take(&reader, onProgress: onProgress)
                memory.whole[bundle.name] = size
            } catch {
                if error == .cancelled { throw error }
                if case .store = error { throw error }
                exchange.setAside(bundle, because: error)
                memory.whole[bundle.name] = nil
            }
        }
        let received = intake.report.spaces.first ?? BundleReport.Space(id: exchange.space, name: "")
        return PeerReport(received: received, read: read, memory: memory)
    }

    /// Writes what the folder lacks; where this laptop has many bundles there, one in the place of all.
    ///
    /// The one holds what no *other* laptop's bundle does. Should two laptops do so in the same moment, each
    /// may count on what the other takes away: the folder then lacks something until either of them comes
    /// again, and no laptop ever does.
    private func leave(
        _ exchange: inout PeerExchange,
        report: inout PeerReport,
        memory: inout PeerMemory,
        _ onProgress: (BundleProgress) -> Void
    ) throws(BundleError) {
        let own = exchange.own
        let replaced = own.count >= Limits.peerBundles ? own : []
        let lacking = try plan(for: exchange, without: [])
        let plan = replaced.isEmpty ? lacking : try plan(for: exchange, without: replaced)
        if !plan.keys.isEmpty {
            let bundle = exchange.newBundle(random: random())
            let path = exchange.folder.path(of: bundle)
            let target = try BundleTarget(path, replacing: false, isShared: true)
            _ = try write([plan], to: target, with: &exchange.locksmith, onProgress)
            try target.finish(replacing: false)
            memory.whole[bundle.name] = exchange.folder.size(of: bundle)
        }
        report.added = lacking.keys.count
        report.addedChanges = lacking.bundled.changes
        for former in replaced + exchange.ownDamaged { try exchange.folder.remove(former) }
    }

    private func plan(
        for exchange: PeerExchange,
        without bundles: [PeerBundle]
    ) throws(BundleError) -> BundlePlan {
        let vector = exchange.coverage(without: Set(bundles)).vector
        return try stored { () throws(StoreError) in
            try replica.bundlePlan(of: exchange.space, missingFrom: vector)
        }
    }
}
