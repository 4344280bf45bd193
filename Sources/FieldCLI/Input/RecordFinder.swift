import FieldModel
import SyncCore
import Synchronization

/// Finds records by what people call them: a name, an alias, or the beginning of an id.
///
/// The first error of the store is kept until ``check()``, since the reader of values asks in a closure that
/// cannot throw.
final class RecordFinder: Sendable {
    private let replica: Replica
    private let space: SpaceID
    private let failure = Mutex<StoreError?>(nil)
    private let indexes = Mutex<[KindNumber: NameIndex]>([:])
    private let preferredArea = Mutex<RecordID?>(nil)
    /// Records that are about to be saved, by the ids that they were written with.
    private let noted = Mutex<[RecordKey: RecordID]>([:])

    init(in replica: Replica, space: SpaceID) {
        self.replica = replica
        self.space = space
    }

    /// Among places of one name, takes the one in the area that a record was typed with.
    func prefer(areaOf document: JSONValue) {
        guard case .object(let members) = document, case .object(let fields)? = members["fields"],
            case .string(let text)? = fields["area"] ?? fields["område"]
        else { return }
        let area: RecordID?
        if case .found(let found) = lookup(.area, text) { area = found } else { area = RecordID(text) }
        preferredArea.withLock { $0 = area }
    }

    /// Those of several records that lie in the preferred area, if any does.
    private func narrowed(_ keys: [RecordKey]) throws(StoreError) -> [RecordKey] {
        guard keys.count > 1, let area = preferredArea.withLock(\.self) else { return keys }
        var inside: [RecordKey] = []
        for key in keys where key.kind == .place {
            if try replica.record(key, in: space)?[Place.area] == area { inside.append(key) }
        }
        return inside.isEmpty ? keys : inside
    }

    /// Hexadecimal digits below which nothing counts as the beginning of an id.
    static let leastPrefix = 4

    /// Throws what went wrong in the store since the last call.
    func check() throws(StoreError) {
        if let error = failure.withLock({ $0.take() }) { throw error }
    }

    /// What a reading of values needs to know.
    ///
    /// Photos that are read are put in the tray; without one, none are.
    func context(today: CalendarDate, photos tray: PhotoTray? = nil) -> ReadingContext {
        ReadingContext(
            today: today,
            find: { kind, text in self.lookup(kind, text) },
            known: { key in self.noted.withLock { $0[key] } ?? self.record(key)?.key.id },
            photo: { path throws(PhotoRefusal) in
                guard let tray else { throw .notReadable(code: 0) }
                return try tray.photo(in: path)
            }
        )
    }

    func record(_ key: RecordKey) -> RecordView? {
        noting(nil) { () throws(StoreError) in try replica.record(key, in: space) }
    }

    /// One record of a kind.
    func lookup(_ kind: KindNumber, _ text: String) -> RecordLookup {
        noting(.nothing(nearest: [])) { () throws(StoreError) in
            let named = try recordsNamed(text, of: kind)
            if !named.found.isEmpty { return Self.lookup(try narrowed(named.found)) }
            let byPrefix = try recordsWithID(text, of: [kind])
            return byPrefix.isEmpty ? .nothing(nearest: named.nearest) : Self.lookup(byPrefix.map(\.key))
        }
    }

    /// Records of any kind, withdrawn ones too.
    func records(meant text: String) throws(StoreError) -> (found: [RecordView], nearest: [String]) {
        // A name such as "Beda" is also the beginning of ids.
        var found = try recordsWithID(text, of: [])
        var nearest: [String] = []
        for kind in KindNumber.named + [.settlement] {
            var named = try recordsNamed(text, of: kind)
            if named.found.isEmpty { named.found = try withdrawn(named: text, of: kind) }
            for key in named.found where !found.contains(where: { $0.key == key }) {
                if let view = try replica.record(key, in: space) { found.append(view) }
            }
            nearest += named.nearest
        }
        return (found, found.isEmpty ? nearestNames(to: text, among: nearest) : [])
    }

    private static func lookup(_ keys: [RecordKey]) -> RecordLookup {
        keys.count == 1 ? .found(keys[0].id) : .several(keys.map(\.id))
    }

    private func recordsWithID(_ text: String, of kinds: [KindNumber]) throws(StoreError) -> [RecordView] {
        let digits = text.lowercased().filter { $0 != "-" }
        guard digits.count >= Self.leastPrefix, digits.count <= 32,
            digits.allSatisfy({ $0.isHexDigit && $0.isASCII })
        else { return [] }
        var query = RecordQuery()
        query.kinds = kinds
        query.idPrefix = digits
        query.includesWithdrawn = true
        query.limit = 20
        return try replica.records(matching: query, in: space).records
    }

    private func recordsNamed(
        _ text: String,
        of kind: KindNumber
    ) throws(StoreError) -> (found: [RecordKey], nearest: [String]) {
        let index = try index(of: kind)
        let found = index.records(named: text)
        return (found, found.isEmpty ? index.nearest(to: text) : [])
    }

    /// Withdrawn records go by their names where no other record has them: they are shown, and restored.
    private func withdrawn(named text: String, of kind: KindNumber) throws(StoreError) -> [RecordKey] {
        let wanted = NaturalKey.normalised(text)
        var found: [RecordKey] = []
        for view in try all(kind, withWithdrawn: true) where view.isWithdrawn {
            if try names(of: view).contains(where: { NaturalKey.normalised($0) == wanted }) {
                found.append(view.key)
            }
        }
        return found
    }

    /// The names of a kind's records, read once.
    private func index(of kind: KindNumber) throws(StoreError) -> NameIndex {
        if let index = indexes.withLock({ $0[kind] }) { return index }
        var index = NameIndex()
        for view in try all(kind) { index.add(try names(of: view), of: view.key) }
        indexes.withLock { $0[kind] = index }
        return index
    }

    /// Notes a record before it is saved: later lines of a file may mean it by its names, by its id, or by
    /// the id that it was written with, which in another space the same natural key has.
    func note(_ edit: RecordEdit, writtenAs id: RecordID?) {
        let kind = edit.record.kind
        noted.withLock { noted in
            noted[edit.record] = edit.record.id
            if let id { noted[RecordKey(kind: kind, id: id)] = edit.record.id }
        }
        guard KindNumber.named.contains(kind) else { return }
        noting(()) { () throws(StoreError) in
            _ = try index(of: kind)
            indexes.withLock { $0[kind]?.add(edit) }
        }
    }

    /// A settlement is called as its place is.
    private func names(of view: RecordView) throws(StoreError) -> [String] {
        guard view.key.kind == .settlement else { return view.names }
        guard let place = view[Settlement.place] else { return [] }
        return try replica.record(RecordKey(kind: .place, id: place), in: space)?.names ?? []
    }

    private func all(_ kind: KindNumber, withWithdrawn: Bool = false) throws(StoreError) -> [RecordView] {
        guard KindNumber.named.contains(kind) || kind == .settlement else { return [] }
        var query = RecordQuery()
        query.kinds = [kind]
        query.includesWithdrawn = withWithdrawn
        return try replica.allRecords(matching: query, in: space)
    }

    private func noting<Result>(_ otherwise: Result, _ body: () throws(StoreError) -> Result) -> Result {
        do throws(StoreError) {
            return try body()
        } catch {
            failure.withLock { if $0 == nil { $0 = error } }
            return otherwise
        }
    }
}
