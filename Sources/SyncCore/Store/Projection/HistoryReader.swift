/// Reads a record's history from the segments and the unsealed changes that carry it.
struct HistoryReader {
    let storage: SQLiteStorage
    let space: StoredSpace
    let state: RecordState

    /// A change, and how it came.
    private struct Carried {
        let change: MergeableChange
        let opening: LogOpening?
        let arrivedAt: Int64
        let segment: SegmentID?
        let isAcknowledged: Bool
    }

    /// Oldest first.
    func entries() throws -> [HistoryEntry] {
        var carried: [Carried] = []
        let byLog = Dictionary(grouping: state.changes.map(\.name), by: \.log)
        for (log, names) in byLog {
            guard let stored = try storage.log(log, of: space.key) else { continue }
            carried += try changes(named: Set(names), in: stored)
        }
        carried.sort { ($0.change.time, $0.change.name) < ($1.change.time, $1.change.name) }
        let superseding = Self.superseding(carried)
        let live = Set(state.entries.map(\.name))
        return carried.map { item in
            let names = Set(item.change.entryNames)
            return HistoryEntry(
                change: item.change,
                pseudonym: item.opening?.certificate?.pseudonym,
                rights: item.opening?.certificate?.rights,
                arrivedAt: item.arrivedAt,
                segment: item.segment,
                isAcknowledged: item.isAcknowledged,
                live: names.intersection(live),
                supersededBy: superseding.filter { names.contains($0.key) && !live.contains($0.key) }
            )
        }
    }

    /// Opens each segment once, however many of the changes it carries.
    private func changes(named names: Set<ChangeName>, in log: StoredLog) throws -> [Carried] {
        var missing = names
        var carried: [Carried] = []
        func take(_ leaf: Leaf, number: UInt64, from carrier: SegmentCarrier?, savedAt: Int64) throws {
            let name = ChangeName(log: log.id, number: number, leafPrefix: leaf.hash.prefix)
            guard missing.remove(name) != nil else { return }
            carried.append(
                Carried(
                    change: try leaf.change(in: log.id, number: number),
                    opening: carrier?.opening ?? log.opening,
                    arrivedAt: savedAt,
                    segment: carrier?.id,
                    isAcknowledged: carrier?.isAcknowledged ?? false
                )
            )
        }
        let numbers = Set(names.map(\.number)).sorted()
        for carrier in try storage.carriers(of: numbers, in: log, space: space) {
            for (number, leaf) in zip(carrier.first..., try carrier.segment.leaves()) {
                try take(leaf, number: number, from: carrier, savedAt: carrier.arrivedAt)
            }
        }
        for number in numbers where !missing.isEmpty {
            guard let unsealed = try storage.unsealedLeaf(number, of: log.key) else { continue }
            try take(Leaf(decoding: unsealed.bytes), number: number, from: nil, savedAt: unsealed.savedAt)
        }
        return carried
    }

    /// Per entry, the first change that superseded it.
    private static func superseding(_ carried: [Carried]) -> [EntryName: ChangeName] {
        var superseding: [EntryName: ChangeName] = [:]
        for item in carried {
            guard let writer = item.opening?.writer else { continue }
            for write in item.change.writes where writer.mayWrite(write.field, of: item.change.record.kind) {
                for name in write.superseded where superseding[name] == nil && name.change != item.change.name
                {
                    superseding[name] = item.change.name
                }
            }
        }
        return superseding
    }
}

extension MergeableChange {
    /// The names of its entries.
    var entryNames: [EntryName] {
        writes.flatMap { write in
            zip(write.firstPosition..., write.contents).map { position, _ in
                EntryName(change: name, position: position)
            }
        }
    }
}
