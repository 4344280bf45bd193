import SyncCore
import SyncServer

/// A reviewer has a value erased, or all values of a change.
struct ValueRedacted: Fault {
    let name = "value redacted"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        guard let space = fleet.dice.pick(fleet.spaces.keys.sorted()) else { return false }
        let program = fleet.server.program
        let records = try fleet.oracle(of: space).records
        let changes = try program.replica.changes(of: records, in: space)
        // Those with a secret tell whether anything is left of it.
        let secret = changes.filter { $0.change.writes.contains { !$0.secrets.isEmpty } }
        let isSecret = fleet.dice.chance(80)
        guard let placed = fleet.dice.pick(isSecret ? secret : changes),
            let write = fleet.dice.pick(placed.change.writes.filter { !isSecret || !$0.secrets.isEmpty }),
            let bytes = fleet.dice.pick(isSecret ? write.secrets : write.values)
        else { return false }
        let sought = SoughtValues([bytes], of: write.field, in: placed.change.record.kind)
        let extent: RedactionChoice.Extent = fleet.dice.chance(70) ? .values(sought) : .all
        let choices = changes.filter { $0.change.name == placed.change.name || fleet.dice.chance(5) }
            .map { RedactionChoice($0, extent: extent) }
        do {
            let count = try program.redact(choices, ground: "OSL 21:1", in: space)
            fleet.note("a reviewer has \(count) of \(choices.count) changes redacted")
        } catch StoreError.diskFull {
            fleet.note("a redaction finds the server's disk full")
        }
        return true
    }
}

extension MergeableWrite {
    /// In canonical form; a withdrawal has none that anybody could want to erase.
    fileprivate var values: [[UInt8]] {
        guard field != .withdrawal else { return [] }
        return contents.compactMap { content in
            guard case .value(let bytes) = content, bytes != Value.empty.canonicalBytes else { return nil }
            return bytes
        }
    }

    fileprivate var secrets: [[UInt8]] { values.filter(Secret.stands(in:)) }
}
