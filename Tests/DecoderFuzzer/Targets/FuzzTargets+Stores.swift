import Foundation
import SwiftProtobuf
import SyncCore
import TestSupport

extension FuzzTargets {
    /// What a replica takes in from somebody who may sign: bodies are damaged before they are sealed, so that
    /// nothing but the merge itself stands between them and the records.
    static func stores() throws -> [FuzzTarget] {
        let space = try TestSpace(seed: 4)
        let member = try space.member("Räv")
        return [
            FuzzTarget("signed-body") { bytes in
                let leaves = try WireSegmentBody(serializedBytes: bytes).leaves.map {
                    try Leaf(decoding: [UInt8]($0))
                }
                guard !leaves.isEmpty, leaves.count <= Limits.segmentChanges else { return }
                let segment = try Segment(
                    sealing: leaves,
                    of: member.opening,
                    in: space.id,
                    at: .start,
                    seen: VersionVector().digest,
                    key: member.key
                )
                let replica = try space.replica()
                try replica.ingest([segment], of: space.id)
                guard try replica.check().isSound else { throw BrokenPromise("the store is not sound") }
            },
            FuzzTarget("bundle") { bytes in
                let folder = try TestFolder()
                try Data(bytes).write(to: URL(filePath: folder.file("bundle")))
                let replica = try space.replica()
                _ = try replica.takeBundle(at: folder.file("bundle"), passphrase: nil, isNumbering: false)
                guard try replica.check().isSound else { throw BrokenPromise("the store is not sound") }
            },
        ]
    }
}
