import FieldModel
import SyncCore
import Synchronization

/// The records of a picture by their names, with those that are about to be entered.
final class NamedRecords: Sendable {
    private let picture: Picture
    private let indexes = Mutex<[KindNumber: NameIndex]>([:])
    private let noted = Mutex<Set<RecordKey>>([])

    init(in picture: Picture) {
        self.picture = picture
    }

    /// What a typed value is read with: records by their names or their whole ids.
    func context(now: Int64) -> ReadingContext {
        ReadingContext(
            today: Stockholm.date(of: Stockholm.instant(atMilliseconds: now)),
            find: { kind, text in self.index(of: kind).lookup(text) },
            known: { key in
                self.picture[key]?.key.id ?? self.noted.withLock { $0.contains(key) ? key.id : nil }
            }
        )
    }

    /// Notes a record before it is entered: later rows of a file may mean it by its names or its id.
    func note(_ edit: RecordEdit) {
        noted.withLock { _ = $0.insert(edit.record) }
        let kind = edit.record.kind
        guard KindNumber.named.contains(kind) else { return }
        _ = index(of: kind)
        indexes.withLock { $0[kind]?.add(edit) }
    }

    private func index(of kind: KindNumber) -> NameIndex {
        indexes.withLock { indexes in
            if let known = indexes[kind] { return known }
            var index = NameIndex()
            for view in picture.records(of: kind) { index.add(view.names, of: view.key) }
            indexes[kind] = index
            return index
        }
    }
}
