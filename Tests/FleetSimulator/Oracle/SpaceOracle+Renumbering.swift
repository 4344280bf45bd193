import SyncCore
import TestSupport

extension SpaceOracle {
    /// What of a change stays when it is renumbered: on one device, no two changes of a record have one time.
    struct Identity: Hashable, Sendable {
        let record: RecordKey
        let time: HybridTime

        init(_ change: MergeableChange) {
            record = change.record
            time = change.time
        }
    }

    /// Takes note of changes that a device has renumbered into a new log: those that nobody is known to have
    /// made under this name.
    ///
    /// What their author had seen is what he had seen before; of that, what was renumbered with them goes by
    /// its new name.
    mutating func adopt(_ changes: [MergeableChange]) {
        for change in changes.sorted(by: { $0.name < $1.name }) where operation(change.name) == nil {
            let former = names(of: Identity(change)).compactMap { operation($0) }.first
            guard let former else { continue }
            let log = change.name.log
            let seen = former.seen.map { self.name(of: $0, in: log) }
            let ended = ended(by: former.change).mapValues { entries in
                Set(entries.map { EntryName(change: name(of: $0.change, in: log), position: $0.position) })
            }
            add(
                Operation(change: change, writer: former.writer, edits: former.edits, seen: Set(seen)),
                ending: ended
            )
        }
    }

    /// What a change is called in a log, if it was renumbered into it.
    private func name(of change: ChangeName, in log: LogID) -> ChangeName {
        operation(change).flatMap { known in
            names(of: Identity(known.change)).first { $0.log == log }
        } ?? change
    }

    /// The names of changes as somebody holds them who may know them by a later name.
    func presentNames(of expected: Set<ChangeName>, among held: Set<ChangeName>) -> Set<ChangeName> {
        Set(
            expected.map { name in
                guard !held.contains(name), let change = operation(name)?.change else { return name }
                return names(of: Identity(change)).first(where: held.contains) ?? name
            }
        )
    }

    /// Every name that a change has had, ascending.
    func names(of identity: Identity) -> [ChangeName] {
        (operations(on: identity.record).values.filter { Identity($0.change) == identity })
            .map(\.change.name).sorted()
    }
}
