/// What several bundles hold together, without a gap before it.
///
/// A run counts where the segment that it continues is in another run that counts, or where it begins its
/// log.
struct BundleCoverage {
    /// What a replica holds that has taken in all of them, and nothing else.
    let vector: VersionVector

    /// Of the runs of one space.
    init(of runs: [BundledRun]) {
        var reachable = runs.filter { $0.after == nil }
        let later = Dictionary(grouping: runs.filter { $0.after != nil }, by: \.after)
        var counted: Set<BundledRun> = []
        var heads: [LogID: [VersionVector.Head]] = [:]
        while let run = reachable.popLast() {
            guard counted.insert(run).inserted else { continue }
            heads[run.log, default: []] += run.heads
            for head in run.heads { reachable += later[head.segment, default: []] }
        }
        vector = VersionVector(heads: heads)
    }
}
