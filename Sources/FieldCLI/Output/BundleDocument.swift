import FieldModel
import Foundation
import SyncCore

/// What a bundle says of itself, as `field bundle export` and `show` print it with `--json`.
struct BundleDocument {
    let json: JSONValue

    init(_ manifest: BundleManifest, of file: String, isLocked: Bool) {
        var members: [String: JSONValue] = [
            "file": .string(file),
            "locked": .bool(isLocked),
            "made_at": .string(Stockholm.instant(atMilliseconds: manifest.madeAt).iso8601),
            "spaces": .array(manifest.spaces.map(Self.space)),
        ]
        members["since"] = manifest.since.map { since in
            .string(Stockholm.instant(atMilliseconds: since).iso8601)
        }
        json = .object(members)
    }

    private static func space(_ space: BundledSpace) -> JSONValue {
        var members: [String: JSONValue] = [
            "space": .string(space.name),
            "space_id": .string(space.id.description),
            "segments": .number(Decimal(space.segments)),
            "changes": .number(Decimal(space.changes)),
            "photos": .number(Decimal(space.blobs)),
            "logs": .number(Decimal(Set(space.runs.map(\.log)).count)),
        ]
        members["state_digest"] = space.stateDigest.map { .string($0.description) }
        return .object(members)
    }
}

/// What came of a bundle in one space, as `field bundle import --json` prints it.
struct BundleReportDocument {
    let json: JSONValue

    init(_ space: BundleReport.Space, fault: BundleError?, _ texts: Texts) {
        var members = Self.members(of: space)
        members["complete"] = .bool(fault == nil && space.gaps == 0 && space.refusals.isEmpty)
        members["problems"] = .array(
            [fault].compactMap { $0 }.map { .string(texts.message(for: $0)) }
        )
        json = .object(members)
    }

    static func members(of space: BundleReport.Space) -> [String: JSONValue] {
        func number(_ count: Int) -> JSONValue { .number(Decimal(count)) }
        return [
            "space": .string(space.name),
            "space_id": .string(space.id.description),
            "received_changes": number(space.receivedChanges),
            "received_segments": number(space.received),
            "known_segments": number(space.known),
            "received_photos": number(space.blobs),
            "damaged_photos": number(space.damagedBlobs),
            "forked": number(space.forked),
            "incomplete": number(space.incomplete),
            "gaps": number(space.gaps),
            "refusals": .array(space.refusals.map { .string("\($0)") }),
            "states_differ": .bool(space.statesDiffer),
            "new_log": .bool(space.hasNewLog),
        ]
    }
}

/// What came of an exchange in a shared folder, as `field sync --peer --json` prints it.
struct PeerDocument {
    let json: JSONValue

    init(_ report: PeerReport, of space: String, _ texts: Texts) {
        var members = BundleReportDocument.members(of: report.received)
        members["space"] = .string(space)
        members["complete"] = .bool(report.isComplete)
        members["sent_changes"] = .number(Decimal(report.addedChanges))
        members["gaps"] = .number(Decimal(report.waiting))
        members["problems"] = .array(
            report.faults.map { .string("\($0.bundle): \(texts.message(for: $0.error))") }
        )
        json = .object(members)
    }
}
