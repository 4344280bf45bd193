/// Which segments a bundle is to hold of one space, in the order in which they are written.
///
/// Eight bytes a segment, some thousandth of what the segment takes: it is all that making a bundle keeps in
/// memory for each.
struct BundlePlan {
    private(set) var keys: [RowKey<StoredSegment>] = []
    /// Photos that go with them.
    var blobs: [BlobID] = []
    let space: StoredSpace
    private let vector: VersionVector
    private let stateDigest: StateDigest?
    private var changes = 0
    private var runs: [BundledRun] = []

    init(of space: StoredSpace, holding vector: VersionVector, stateDigest: StateDigest?) {
        self.space = space
        self.vector = vector
        self.stateDigest = stateDigest
    }

    /// What the manifest says of it.
    var bundled: BundledSpace {
        BundledSpace(
            id: space.id,
            name: space.name,
            vector: vector,
            stateDigest: stateDigest,
            segments: keys.count,
            changes: changes,
            runs: runs,
            blobs: blobs.count
        )
    }

    /// Adds what is lacked of a log.
    ///
    /// - Parameters:
    ///   - steps: the log's placed segments, each before its predecessor.
    ///   - log: whose they are.
    ///   - vector: its heads, and all before them, are left out.
    ///   - since: what arrived before that is left out too.
    mutating func add(_ steps: [SegmentStep], of log: LogID, behind vector: VersionVector, since: Int64?) {
        var known = Set(vector.heads[log, default: []].map(\.segment))
        var lacked: [SegmentStep] = []
        for step in steps {
            if known.contains(step.id) {
                if let previous = step.previous { known.insert(previous) }
            } else if step.arrivedAt >= since ?? .min {
                lacked.append(step)
            }
        }
        lacked.reverse()
        keys += lacked.map(\.key)
        changes += lacked.reduce(0) { $0 + Int($1.last - $1.first) + 1 }
        runs += Self.runs(of: lacked, in: log)
    }

    /// `steps` are in the order of the log.
    private static func runs(of steps: [SegmentStep], in log: LogID) -> [BundledRun] {
        let continued = Set(steps.compactMap(\.previous))
        var after: [SegmentID?] = []
        var heads: [[VersionVector.Head]] = []
        var runs: [SegmentID: Int] = [:]
        for step in steps {
            let run: Int
            if let previous = step.previous, let found = runs[previous] {
                run = found
            } else {
                run = after.count
                after.append(step.previous)
                heads.append([])
            }
            runs[step.id] = run
            if !continued.contains(step.id) { heads[run].append(.init(number: step.last, segment: step.id)) }
        }
        return after.indices.map { BundledRun(log: log, after: after[$0], heads: heads[$0].sorted()) }
    }
}
