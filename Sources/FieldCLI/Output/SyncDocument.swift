import FieldModel
import Foundation
import SyncCore

/// What came of a sync of one space, as `field sync --json` prints it.
struct SyncDocument {
    let json: JSONValue

    init(_ report: SyncReport, of space: String, _ texts: Texts) {
        func number(_ count: Int) -> JSONValue { .number(Decimal(count)) }
        var members: [String: JSONValue] = [
            "space": .string(space),
            "complete": .bool(report.isComplete),
            "sent_changes": number(report.sentChanges),
            "received_changes": number(report.receivedChanges),
            "receipted_changes": number(report.receiptedChanges),
            "unsent_changes": number(report.unsentChanges),
            "sent_photos": number(report.sentBlobs),
            "unsent_photos": number(report.unsentBlobs),
            "open_conflicts": number(report.openConflicts),
            "held": number(report.held),
            "forked": number(report.forked),
            "incomplete": number(report.incomplete),
            "gaps": number(report.gaps),
            "new_log": .bool(report.hasNewLog),
            "problems": .array(report.problems.map { .string(texts.message(for: $0)) }),
            "refusals": .array(
                report.refusals.map { .object(["code": .string($0.code), "detail": .string($0.detail)]) }
            ),
        ]
        members["clock_skew_ms"] = report.clockSkew.map { .number(Decimal($0)) }
        json = .object(members)
    }
}
