import FieldModel
import SyncCore

/// Reads records of one space and says what they are called, in one language.
struct RecordNames: Sendable {
    let replica: Replica
    let space: SpaceID
    let language: Language
    let titles: Titles

    init(in space: SpaceID, of replica: Replica, language: Language) {
        self.replica = replica
        self.space = space
        self.language = language
        titles = Titles(in: language) { key throws(StoreError) in try replica.record(key, in: space) }
    }

    func headline(of view: RecordView) throws(StoreError) -> String {
        try Headline(titles: titles).text(of: view)
    }

    func label(of kind: KindNumber) -> String {
        Catalogue.kind(kind)?.label[language] ?? String(kind.rawValue)
    }

    func label(of field: FieldNumber, in kind: KindNumber) -> String {
        Catalogue.kind(kind)?[field]?.label[language] ?? String(field.rawValue)
    }

    /// By the clocks of Stockholm.
    func time(_ milliseconds: Int64) -> String {
        Stockholm.instant(atMilliseconds: milliseconds).readable
    }

    /// Records of a kind to choose from, by what they are called: those that changed last, and the present
    /// one in any case, so that a form that is sent back unchanged changes nothing.
    func choices(
        of kind: KindNumber,
        with present: Value?
    ) throws(StoreError) -> [(id: RecordID, title: String)] {
        var query = RecordQuery()
        query.kinds = [kind]
        query.limit = Limits.pageRecords
        var choices: [(id: RecordID, title: String)] = []
        for view in try replica.records(matching: query, in: space).records {
            choices.append((view.key.id, try titles.title(of: view.key)))
        }
        if case .id(let id) = present, !choices.contains(where: { $0.id == id }) {
            choices.append((id, try titles.title(of: RecordKey(kind: kind, id: id))))
        }
        return choices.sorted { $0.title < $1.title }
    }

    /// What a typed value is read with: records by their whole ids.
    func context(now: Int64) -> ReadingContext {
        let (replica, space) = (replica, space)
        return ReadingContext(
            today: CalendarDate(daysSinceEpoch: Int32(clamping: now / 86_400_000)),
            known: { key in (try? replica.record(key, in: space)) == nil ? nil : key.id }
        )
    }
}
