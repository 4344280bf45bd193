import SyncCore
import TestSupport

/// Two people settle the same open conflict, without knowing of each other.
struct ReviewersResolveAtOnce: Fault {
    let name = "reviewers resolve at once"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        for space in fleet.spaces.keys.sorted() {
            for record in fleet.dice.shuffled(try fleet.oracle(of: space).records) {
                let open = try conflicts(in: record, of: space, fleet)
                guard open.count > 1 else { continue }
                for (number, field) in fleet.dice.shuffled(open).prefix(2) {
                    try resolve(field, of: record, on: number, in: space, fleet)
                }
                return true
            }
        }
        return false
    }

    /// Where the record has an open conflict, and who may settle it there.
    private func conflicts(
        in record: RecordKey,
        of space: SpaceID,
        _ fleet: isolated SimulatedFleet
    ) throws -> [(number: Int, field: FieldView)] {
        try fleet.numbers.compactMap { number in
            guard let laptop = fleet.laptops[number], let rights = laptop.memory.rights[space] else {
                return nil
            }
            let writer = Writer.member(rights)
            let fields = try laptop.replica.record(record, in: space)?.fields ?? []
            return fields.first { $0.status == .open && writer.mayWrite($0.number, of: record.kind) }
                .map { (number, $0) }
        }
    }

    private func resolve(
        _ field: FieldView,
        of record: RecordKey,
        on number: Int,
        in space: SpaceID,
        _ fleet: isolated SimulatedFleet
    ) throws {
        let values = field.live.compactMap { entry -> Value? in
            guard case .value(let bytes) = entry.content else { return nil }
            return try? Value(canonicalBytes: bytes)
        }
        guard let value = fleet.dice.pick(values.filter { $0 != .empty }),
            let laptop = fleet.laptops[number]
        else { return }
        let known = try fleet.known(to: laptop, in: space)
        try fleet.save([.set(field.number, value)], of: record, on: number, in: space, knowing: known)
    }
}
