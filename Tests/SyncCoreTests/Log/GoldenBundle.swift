import TestSupport

@testable import SyncCore

/// A bundle of the whole story with one photo.
enum GoldenBundle {
    static let passphrase = "kvällsljus över Mälaren"
    static let photo = Array("en bild".utf8)

    static func make(of story: GoldenStory, lockedWith words: String?) throws -> [UInt8] {
        var generator = SeededGenerator(seed: 1)
        var locksmith = BundleLocksmith(
            try words.map { try BundlePassphrase($0) },
            cost: ScryptCost(roundsExponent: 10)
        )
        let (prelude, key) = try locksmith.newLock(using: &generator)
        var encoder = BundleEncoder(prelude, key: key)
        let changes = story.segments.reduce(0) { $0 + $1.header.count }
        let space = BundledSpace(
            id: SampleLog.space,
            name: "hv-shared",
            vector: story.vector,
            stateDigest: story.states.reduce(StateDigest.zero) { $0 + $1.value.digest(of: $1.key) },
            segments: story.segments.count,
            changes: changes,
            runs: story.vector.heads.sorted { $0.key < $1.key }.map { log, heads in
                BundledRun(log: log, after: nil, heads: heads)
            },
            blobs: 1
        )
        try encoder.append(BundleManifest(madeAt: 1_731_664_800_000, since: nil, spaces: [space]))
        for segment in story.segments { try encoder.append(segment) }
        for offset in stride(from: 0, to: photo.count, by: 3) {
            let piece = BundledBlob(
                space: SampleLog.space,
                blob: BlobID(of: photo),
                length: photo.count,
                offset: offset,
                content: Array(photo[offset..<min(offset + 3, photo.count)])
            )
            try encoder.append(piece)
        }
        try encoder.finish()
        return encoder.take()
    }
}
