public import SyncCore

extension RecordView {
    /// The names by which people mean the record, the one to show first; empty for kinds that have none.
    ///
    /// A place is found by the name that it was entered with and by the one that it is shown by.
    public var names: [String] {
        switch key.kind {
        case .area: own(Area.name) + self[Area.aliases].map(\.printable)
        case .place: own(Place.shownName) + own(Place.name)
        case .walk: own(Walk.title)
        case .action: own(Action.title)
        case .survey: own(Survey.title)
        case .question: own(Question.text)
        default: []
        }
    }

    private func own(_ field: Field<String>) -> [String] {
        self[field].map { [$0.printable] } ?? []
    }
}

extension KindNumber {
    /// The kinds whose records people mean by a name.
    public static let named: [KindNumber] = [.area, .place, .walk, .action, .survey]
}

extension FieldDefinition {
    /// Whether the field is one of those by which people mean a record of its kind; see ``RecordView/names``.
    public var isName: Bool { ["name", "aliases", "shown_name", "title"].contains(name) }
}
