import SyncCore
import TestSupport

extension SimulatedFleet {
    /// A person records or changes something.
    func edit(on number: Int) throws {
        guard let replica = laptops[number]?.replica, let space = dice.pick(laptops[number]?.spaces ?? [])
        else { return }
        // A sync that is under way may just have begun a new log.
        let sealed = try holdings(of: replica, in: space).changes
        try noteRenumbered(on: number, in: space, sealed: sealed)
        guard let laptop = laptops[number] else { return }
        let record = try someRecord(for: laptop, in: space)
        guard let kind = laptop.schema[record.kind] else { return }
        let known = try known(to: laptop, in: space)
        let oracle = try oracle(of: space)
        let maker = EditMaker(
            dice: dice,
            view: try laptop.replica.record(record, in: space),
            kind: kind,
            rights: laptop.memory.rights[space] ?? [],
            canary: oracle.canary,
            former: { oracle.formerValues(of: $0, in: record, among: known.changes) }
        )
        try save(maker.edits(), of: record, on: number, in: space, knowing: known)
    }

    /// Saves on a laptop, and tells the oracle what the person meant and had seen.
    func save(
        _ edits: [FieldEdit],
        of record: RecordKey,
        on number: Int,
        in space: SpaceID,
        knowing known: Knowledge
    ) throws {
        guard let laptop = laptops[number], laptop.equipment.link.hasPower else { return }
        let former = try laptop.replica.record(record, in: space)
        let names: [ChangeName]
        do throws(StoreError) {
            names = try laptop.replica.save(
                [RecordEdit(record: record, edits: edits)],
                in: space,
                with: edits.flatMap(\.photos)
            )
        } catch {
            switch error {
            case .diskFull where laptop.isDiskFull: count("saves refused by a full disk")
            case .notPermitted where known.controls.hasLimits: count("saves not permitted any more")
            default: throw error
            }
            guard try laptop.replica.record(record, in: space) == former else {
                throw Violation(of: "a save that fails leaves no trace", laptop.name)
            }
            return
        }
        try laptop.equipment.link.noteDurable()
        let view = try laptop.replica.record(record, in: space)
        try OwnWritesStayVisible.check(view, after: edits, at: laptop.name)
        for name in names { try takeNote(of: name, record, edits, knowing: known, on: number, in: space) }
        let expectation = try oracle(of: space).expectation(of: record, seeing: known.adding(names))
        try ShownSiblings.check(view, of: record, against: expectation, at: laptop.name)
        count("saves")
        let places = names.map(\.short).joined(separator: ", ")
        note("\(laptop.name) writes \(edits.map(\.field.rawValue)) of \(record.id.low % 100), \(places)")
    }

    private func takeNote(
        of name: ChangeName,
        _ record: RecordKey,
        _ edits: [FieldEdit],
        knowing known: Knowledge,
        on number: Int,
        in space: SpaceID
    ) throws {
        guard let laptop = laptops[number],
            let change = try laptop.replica.history(of: record, in: space)
                .first(where: { $0.change.name == name })?.change
        else { throw Violation(of: NothingLost.sentence, "a change that was just saved has no history") }
        let operation = Operation(
            change: change,
            writer: .member(laptop.memory.rights[space] ?? []),
            edits: edits.filter { edit in change.writes.contains { $0.field == edit.field } },
            seen: try oracle(of: space).changes(of: record, among: known.changes)
        )
        spaces[space]?.add(operation, as: known.controls.judgement)
        laptops[number]?.memory.saved[space, default: []].insert(name)
        laptops[number]?.memory.held[space, default: []].insert(name)
    }

    /// A record that people argue about, another one, or a new one while there are few.
    private func someRecord(for laptop: SimulatedLaptop, in space: SpaceID) throws -> RecordKey {
        let kinds = laptop.schema.kinds.map(\.number)
        let records = try oracle(of: space).records.filter { kinds.contains($0.kind) }
        if let record = dice.pick(records), records.count >= Self.mostRecords || dice.chance(75) {
            return record
        }
        let kind = dice.pick(kinds) ?? TestSchema.note
        return RecordKey(kind: kind, id: RecordID(high: dice.next(), low: dice.next()))
    }

    /// Records in a space: few, so that people meet in them.
    private static let mostRecords = 6
}
