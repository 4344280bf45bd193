import FieldModel
import Foundation
import SyncCore

/// How one space stands on this computer, as `field status --json` prints it.
struct StatusDocument {
    let json: JSONValue

    init(_ summary: SpaceSummary, _ blobs: BlobCounts, drafts: Int, walk: RecordID?) {
        var members: [String: JSONValue] = [
            "space": .string(summary.name),
            "space_id": .string(summary.id.description),
            "pseudonym": .string(summary.opening?.certificate?.pseudonym ?? ""),
            "unsent_changes": .number(Decimal(summary.unacknowledgedChanges)),
            "photos_here": .number(Decimal(blobs.held)),
            "unsent_photos": .number(Decimal(blobs.unsent)),
            "open_conflicts": .number(Decimal(summary.openConflicts)),
            "forked_logs": .number(Decimal(summary.forkedLogs)),
            "state_digest": .string(summary.digest.description),
            "drafts": .number(Decimal(drafts)),
        ]
        members["generation"] = summary.stream.map { .string($0.generation.description) }
        members["position"] = summary.stream.map { .number(Decimal($0.position)) }
        members["last_sync"] = summary.lastSync.map { milliseconds in
            .string(Stockholm.instant(atMilliseconds: milliseconds).iso8601)
        }
        members["clock_skew_ms"] = summary.clockSkew.map { .number(Decimal($0)) }
        members["running_walk"] = walk.map { .string($0.uuidString) }
        json = .object(members)
    }
}
