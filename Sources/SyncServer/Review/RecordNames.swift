import FieldModel
import Situation
import SyncCore

/// Says what the records of a picture are called, in one language.
struct RecordNames: Sendable {
    let picture: Picture
    let language: Language
    let titles: Titles

    init(in picture: Picture, language: Language) {
        self.picture = picture
        self.language = language
        titles = Titles(in: language) { key throws(StoreError) in picture[key] }
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

    /// The shown value of a field, or the elements of a set; `nil` if there is none.
    func text(of field: FieldNumber, in view: RecordView) throws(StoreError) -> String? {
        try titles.valueText.text(of: view[field], in: Catalogue.kind(view.key.kind)?[field])
    }

    /// What the area is called in which a record lies; `nil` if none is known.
    func area(of view: RecordView) throws(StoreError) -> String? {
        guard let area = picture.snapshot.area(of: view) else { return nil }
        return try titles.title(of: RecordKey(kind: .area, id: area))
    }

    /// By the clocks of Stockholm.
    func time(_ milliseconds: Int64) -> String {
        Stockholm.instant(atMilliseconds: milliseconds).readable
    }

    /// Records of a kind that are there to choose from, by what they are called.
    func choices(of kind: KindNumber) throws(StoreError) -> [(id: RecordID, title: String)] {
        var choices: [(id: RecordID, title: String)] = []
        for view in picture.records(of: kind) {
            choices.append((view.key.id, try titles.title(of: view.key)))
        }
        return choices.sorted { $0.title < $1.title }
    }

    /// What a typed value is read with: records by their names or their whole ids.
    func context(now: Int64) -> ReadingContext { NamedRecords(in: picture).context(now: now) }
}
