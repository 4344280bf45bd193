/// Takes the segments of bundles into a replica, in batches, and counts what came of them.
struct BundleIntake {
    private(set) var report = BundleReport()
    private let replica: Replica
    /// Whether the replica is a server, which numbers what it stores.
    private let isNumbering: Bool
    /// Where the spaces that this replica is in stand in the report.
    private var places: [SpaceID: Int] = [:]
    /// Own logs that had been left before, by place.
    private var leftLogs: [Int] = []
    private var strange: Set<SpaceID> = []
    private var waiting: [Segment] = []
    private var waitingBytes = 0

    init(into replica: Replica, isNumbering: Bool) {
        self.replica = replica
        self.isNumbering = isNumbering
    }

    /// Takes in one bundle to its end.
    ///
    /// - Throws: what ended it early; what was whole is stored, and counted.
    mutating func take(
        _ reader: inout BundleReader,
        onProgress: (BundleProgress) -> Void
    ) throws(BundleError) {
        for space in reader.manifest.spaces { try meet(space.id, named: space.name) }
        guard reader.manifest.spaces.contains(where: { places[$0.id] != nil }) else {
            throw .noSharedSpace(report.skipped)
        }
        var done = 0
        do throws(BundleError) {
            while true {
                switch try reader.next() {
                case .manifest: throw .damaged
                case .segment(let segment): try take(segment)
                case .blob(let piece): try take(piece)
                case .unreadable(let error): refuse(error)
                case .end:
                    try store()
                    return try finish(reader.manifest)
                }
                done += 1
                if waiting.isEmpty {
                    let total = reader.manifest.parts
                    onProgress(BundleProgress(done: min(done, total), total: total))
                }
                if Task.isCancelled { throw .cancelled }
            }
        } catch {
            try store()
            try finish(nil)
            throw error
        }
    }

    private mutating func take(_ segment: Segment) throws(BundleError) {
        if let former = waiting.last, former.header.space != segment.header.space { try store() }
        waiting.append(segment)
        waitingBytes += segment.storedSize
        if waiting.count >= Limits.pullBatchSegments || waitingBytes >= Limits.pullBatchBytes { try store() }
    }

    /// A photo that is held, that nothing names any more, or whose beginning is not in the bundle is passed
    /// by.
    private mutating func take(_ piece: BundledBlob) throws(BundleError) {
        try store()
        guard let place = places[piece.space] else { return }
        do throws(StoreError) {
            guard try !replica.holdsBlob(piece.blob, in: piece.space) else { return }
            let partial = try replica.beginBlob(
                piece.blob,
                length: piece.length,
                in: piece.space,
                from: Self.carrier
            )
            guard partial.count == piece.offset else { return }
            try partial.append(piece.content)
            guard partial.isComplete else { return }
            try replica.finish(partial)
            report.spaces[place].blobs += 1
        } catch .blobNotNamed {
            return
        } catch .blobDiffers {
            report.spaces[place].damagedBlobs += 1
        } catch {
            throw .store(error)
        }
    }

    /// Who brings what stands in a bundle.
    private static let carrier = "bundle"

    /// A part that cannot be read does not say whose it is: it counts for the first space.
    private mutating func refuse(_ error: LogError) {
        if !report.spaces.isEmpty { report.spaces[0].refusals.append(error) }
    }

    private mutating func meet(_ space: SpaceID, named name: String) throws(BundleError) {
        guard places[space] == nil, !strange.contains(space) else { return }
        guard try stored({ () throws(StoreError) in try replica.knows(space) }) else {
            strange.insert(space)
            report.skipped.append(name.isEmpty ? space.description : name)
            return
        }
        places[space] = report.spaces.count
        leftLogs.append(try stored { () throws(StoreError) in try replica.leftLogs(of: space) })
        report.spaces.append(BundleReport.Space(id: space, name: name))
    }

    private mutating func store() throws(BundleError) {
        let segments = waiting
        waiting = []
        waitingBytes = 0
        guard let space = segments.first?.header.space else { return }
        // The manifest of a damaged bundle may not name it.
        try meet(space, named: "")
        guard let place = places[space] else { return }
        let batch = IncomingBatch(
            space: space,
            segments: segments,
            placement: isNumbering ? .number : .none
        )
        let (held, outcomes) = try stored { () throws(StoreError) in
            let held = try replica.placed(among: segments.map(\.id))
            return (held, try replica.ingest([batch]).flatMap { $0 })
        }
        for (segment, outcome) in zip(segments, outcomes) {
            report.spaces[place].count(outcome, of: segment, wasHeld: held.contains(segment.id))
        }
    }

    /// Compares with what the maker came to, and notes where the device had to leave its log.
    private mutating func finish(_ manifest: BundleManifest?) throws(BundleError) {
        for space in manifest?.spaces ?? [] {
            guard let place = places[space.id] else { continue }
            let differs = try stored { () throws(StoreError) in try replica.differs(from: space) }
            if differs { report.spaces[place].statesDiffer = true }
        }
        guard !isNumbering else { return }
        for place in report.spaces.indices {
            let left = try stored { () throws(StoreError) in
                try replica.leftLogs(of: report.spaces[place].id)
            }
            if left > leftLogs[place] { report.spaces[place].hasNewLog = true }
        }
    }

    private func stored<Result>(_ body: () throws(StoreError) -> Result) throws(BundleError) -> Result {
        do throws(StoreError) { return try body() } catch { throw .store(error) }
    }
}

extension BundleReport.Space {
    fileprivate mutating func count(_ outcome: IngestOutcome, of segment: Segment, wasHeld: Bool) {
        switch outcome {
        case .gap:
            gaps += 1
            return
        case .refused(let error): return refusals.append(error)
        case .stored, .held: break
        case .forked: if !wasHeld { forked += 1 }
        case .incomplete: incomplete += 1
        }
        if wasHeld {
            known += 1
        } else {
            received += 1
            receivedChanges += segment.header.count
        }
    }
}
