import FieldModel
import Situation
import SyncCore
import Synchronization

/// The records of a space at one moment, with what pages ask of them beyond one record.
///
/// Complexity: memory O(*n*) in the records; one is kept for each space that people look at.
final class Picture: Sendable {
    /// Records that refer to others, by the field that does.
    struct Reference: Hashable, Sendable {
        let from: RecordKey
        let field: FieldNumber
    }

    let space: SpaceID
    let view: SpaceView
    let snapshot: Snapshot
    /// By the last change, the newest first; then by kind and id.
    let newestFirst: [RecordView]
    private let references: [RecordKey: [Reference]]
    private let words = Mutex<[RecordKey: String]?>(nil)
    private let suggestions = Mutex<DuplicateSuggestions?>(nil)
    private let models = Mutex<SituationModels?>(nil)
    private let changes = Memo<UInt64, NumberedChanges>()
    private let spots = Memo<RecordFilter, HotSpots>()

    init(of view: SpaceView, space: SpaceID) {
        self.space = space
        self.view = view
        let records = view.records.filter { Catalogue.kind($0.key.kind) != nil }
        snapshot = Snapshot(records)
        newestFirst = records.sorted { QueuePlace($0) < QueuePlace($1) }
        var references: [RecordKey: [Reference]] = [:]
        for record in newestFirst {
            for (field, target) in record.references {
                references[target, default: []].append(Reference(from: record.key, field: field))
            }
        }
        self.references = references
    }

    subscript(key: RecordKey) -> RecordView? { snapshot[key] }

    /// Records of a kind that are not withdrawn, the newest first.
    func records(of kind: KindNumber) -> [RecordView] {
        newestFirst.filter { $0.key.kind == kind && !$0.isWithdrawn }
    }

    /// Records of a kind that refer to another one and are not withdrawn, the newest first.
    func records(of kind: KindNumber, referringTo key: RecordKey) -> [RecordView] {
        let sources = references[key, default: []].map(\.from).filter { $0.kind == kind }
        return sources.reduce(into: [RecordKey]()) { if $0.last != $1 { $0.append($1) } }
            .compactMap { snapshot[$0] }.filter { !$0.isWithdrawn }
    }

    /// What may tell of the same thing; worked out once.
    var duplicates: DuplicateSuggestions {
        suggestions.withLock { suggestions in
            if let known = suggestions { return known }
            let made = DuplicateSuggestions(in: snapshot)
            suggestions = made
            return made
        }
    }

    /// The models that pages and programs ask for; worked out once.
    var situation: SituationModels {
        models.withLock { models in
            if let known = models { return known }
            let made = SituationModels(of: snapshot)
            models = made
            return made
        }
    }

    /// The moment that the picture is of, as programs name it; `nil` before the first segment.
    var moment: AsOf? {
        view.stream.map { AsOf(generation: $0.generation, position: $0.position) }
    }

    /// What was written since N; read once for all who have looked as far.
    ///
    /// - Throws: ``Refusal`` or ``StoreError``
    func changes(after position: UInt64, limit: Int, in replica: Replica) throws -> NumberedChanges {
        try changes.value(of: position) {
            try NumberedChanges(of: space, after: position, limit: limit, in: replica)
        }
    }

    /// Where the events of a filter lie close together; worked out once for each of the last few filters.
    func hotSpots(of filter: RecordFilter, made make: () -> HotSpots) -> HotSpots {
        spots.value(of: filter, making: make)
    }

    /// Everything that may be searched for in a record, in small letters.
    func text(of key: RecordKey) -> String {
        words.withLock { words in
            if words == nil {
                words = Dictionary(
                    newestFirst.map { ($0.key, $0.searchText) },
                    uniquingKeysWith: { first, _ in first }
                )
            }
            return words?[key] ?? ""
        }
    }
}

extension RecordView {
    /// What each shown value refers to.
    fileprivate var references: [(field: FieldNumber, target: RecordKey)] {
        guard let kind = Catalogue.kind(key.kind) else { return [] }
        return fields.flatMap { field -> [(field: FieldNumber, target: RecordKey)] in
            let values = field.status == .set ? field.elements : field.shown.map { [$0] } ?? []
            switch kind[field.number]?.form {
            case .reference(let target):
                return values.compactMap { value in
                    guard case .id(let id) = value else { return nil }
                    return (field.number, RecordKey(kind: target, id: id))
                }
            case .anyRecord:
                return values.compactMap { value in
                    RecordReference(fieldValue: value).map { (field.number, $0.key) }
                }
            default: return []
            }
        }
    }

    fileprivate var searchText: String {
        guard let kind = Catalogue.kind(key.kind) else { return "" }
        let texts = kind.fields.filter { $0.traits.contains(.searched) }.flatMap { field -> [String] in
            guard let held = self[field.number] else { return [] }
            let values = held.status == .set ? held.elements : held.shown.map { [$0] } ?? []
            return values.compactMap { if case .text(let text) = $0 { text } else { nil } }
        }
        return (texts + [key.id.uuidString]).joined(separator: "\n").lowercased()
    }
}

/// A record's place in the order of lists: the newest change first, then by kind and id.
///
/// It names a record, not a count: records that come or change meanwhile move no other one past it.
struct QueuePlace: Hashable, Comparable, Sendable {
    let time: HybridTime
    let key: RecordKey

    init(_ record: RecordView) {
        time = record.changedAt
        key = record.key
    }

    /// Reads ``text``; `nil` for anything else.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", maxSplits: 2)
        guard parts.count == 3, let time = UInt64(parts[0], radix: 16), let kind = UInt32(parts[1]),
            let id = RecordID(String(parts[2]))
        else { return nil }
        self.time = HybridTime(rawValue: time)
        key = RecordKey(kind: KindNumber(rawValue: kind), id: id)
    }

    /// For an address.
    var text: String { "\(String(time.rawValue, radix: 16))-\(key.kind.rawValue)-\(key.id.uuidString)" }

    static func < (left: Self, right: Self) -> Bool {
        left.time == right.time ? left.key < right.key : left.time > right.time
    }
}
