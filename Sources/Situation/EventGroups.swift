import FieldModel
import SyncCore

/// Which records tell of the same thing, by the links that people made: groups grow together where links
/// share a record, however far.
struct EventGroups {
    private var parents: [RecordKey: RecordKey] = [:]
    private var linked: Set<RecordKey> = []
    private var shown: Set<RecordKey> = []

    init(links: [RecordView]) {
        for link in links where link.key.kind == .link && !link.isWithdrawn {
            let keys = link[Link.records].map(\.key)
            linked.formUnion(keys)
            for key in keys.dropFirst() { join(keys[0], key) }
            if let chosen = link[Link.shown]?.key, keys.contains(chosen) { shown.insert(chosen) }
        }
    }

    /// One event of each group: one that a link shows, else the gravest; the least id among equals.
    mutating func representatives(of events: [SituationEvent]) -> [SituationEvent] {
        guard !linked.isEmpty else { return events }
        var alone: [SituationEvent] = []
        var chosen: [RecordKey: SituationEvent] = [:]
        for event in events {
            guard linked.contains(event.key) else {
                alone.append(event)
                continue
            }
            let group = root(of: event.key)
            guard let held = chosen[group] else {
                chosen[group] = event
                continue
            }
            if precedes(event, held) { chosen[group] = event }
        }
        return alone + chosen.values
    }

    private func precedes(_ left: SituationEvent, _ right: SituationEvent) -> Bool {
        let (leftShown, rightShown) = (shown.contains(left.key), shown.contains(right.key))
        if leftShown != rightShown { return leftShown }
        if left.gravity != right.gravity { return left.gravity > right.gravity }
        return left.key < right.key
    }

    private mutating func join(_ left: RecordKey, _ right: RecordKey) {
        let (first, second) = (root(of: left), root(of: right))
        if first != second { parents[max(first, second)] = min(first, second) }
    }

    /// The group's root; the path to it is shortened on the way.
    private mutating func root(of key: RecordKey) -> RecordKey {
        var root = key
        while let parent = parents[root] { root = parent }
        var next = key
        while let parent = parents[next], parent != root {
            parents[next] = root
            next = parent
        }
        return root
    }
}
