import FieldModel
import Foundation
import SyncCore

/// What a check of the store found, as `field doctor --json` prints it.
struct DoctorDocument {
    let json: JSONValue

    init(_ report: StoreReport) {
        json = .object([
            "sound": .bool(report.isSound),
            "problems": .array(report.problems.map { .string("\($0)") }),
            "clock_lead_ms": .number(Decimal(report.clockLead)),
            "spaces": .array(report.spaces.map(Self.space)),
        ])
    }

    /// Of a store that cannot be read to its end.
    init(unreadable detail: String) {
        json = .object(["sound": .bool(false), "problems": .array([.string(detail)]), "spaces": .array([])])
    }

    private static func space(_ space: StoreReport.Space) -> JSONValue {
        func number(_ count: Int) -> JSONValue { .number(Decimal(count)) }
        return .object([
            "space": .string(space.name),
            "segments": number(space.segments),
            "changes": number(space.changes),
            "records": number(space.records),
            "unsealed_changes": number(space.unsealedChanges),
            "waiting_segments": number(space.waitingSegments),
            "incomplete_segments": number(space.incompleteSegments),
            "forked_logs": number(space.forkedLogs),
            "dangling_references": number(space.danglingReferences),
        ])
    }
}
