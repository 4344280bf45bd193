import FieldModel
import SyncCore

/// Shows a conflict side by side: who wrote what, and what both started from.
struct ConflictViews: Sendable {
    let contents: Contents
    let forms: EditForms
    let rights: Rights
    let history: [HistoryEntry]

    private var names: RecordNames { contents.names }

    func view(of field: FieldView, in record: RecordView) throws -> RecordPageView.ConflictView {
        let definition = Catalogue.kind(record.key.kind)?[field.number]
        let canChoose = rights.contains(definition?.isReview == true ? .review : .write)
        let former = former(of: field)
        let alternatives = Alternatives(of: field)
        let authors = Dictionary(
            history.map { ($0.change.name, $0.pseudonym) },
            uniquingKeysWith: { first, _ in first }
        )
        let views = try alternatives.contents.enumerated().map { index, content in
            let who = alternatives.entries[index].map { entry in
                let server = contents.library.word("server", in: names.language)
                let name = (authors[entry.name.change] ?? nil) ?? server
                return "\(name), \(names.time(entry.time.millisecondsSinceEpoch))"
            }
            let choice = ConflictForm.name(of: content)
            let difference = Self.difference(
                from: self.former(of: alternatives.entries[index], in: field),
                to: content,
                in: definition
            )
            return RecordPageView.AlternativeView(
                choice: choice ?? "",
                value: try contents.text(of: content, in: definition),
                difference: difference,
                hasDifference: !difference.isEmpty,
                authors: who.joined(separator: "; "),
                canBeChosen: canChoose && choice != nil
            )
        }
        return RecordPageView.ConflictView(
            name: definition?.name ?? String(field.number.rawValue),
            label: names.label(of: field.number, in: record.key.kind),
            seen: Seen.text(of: field),
            former: former.isEmpty
                ? nil
                : try former.map { try contents.text(of: $0, in: definition) }.sorted()
                    .joined(separator: ", "),
            alternatives: views,
            edit: canChoose ? try definition.flatMap { try form(for: $0, field) } : nil
        )
    }

    /// A third value settles it as a choice does.
    private func form(for definition: FieldDefinition, _ field: FieldView) throws -> EditView? {
        var form = try forms.form(for: definition, field)
        form?.action = "conflict"
        return form
    }

    /// The values that the live ones superseded, each once.
    private func former(of field: FieldView) -> [EntryContent] { former(of: field.live, in: field) }

    /// The values that the writes of some entries superseded, each once.
    private func former(of entries: [Entry], in field: FieldView) -> [EntryContent] {
        let names = Set(entries.map(\.name.change))
        let all = FormerContents(history)
        return history.filter { names.contains($0.change.name) }
            .flatMap { entry in entry.change.writes.filter { $0.field == field.number } }
            .flatMap { all.superseded(by: $0) }
            .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// Of free text, where its authors started from one value.
    private static func difference(
        from former: [EntryContent],
        to content: EntryContent,
        in field: FieldDefinition?
    ) -> [RecordPageView.DifferenceView] {
        guard case .text? = field?.form, former.count == 1, let old = former[0].textValue,
            let new = content.textValue
        else { return [] }
        return WordDifference(from: old, to: new).parts.map { part in
            RecordPageView.DifferenceView(
                text: part.text,
                isAdded: part.standing == .added,
                isRemoved: part.standing == .removed,
                isSame: part.standing == .same
            )
        }
    }
}

extension EntryContent {
    fileprivate var textValue: String? {
        guard case .value(let bytes) = self, case .text(let text)? = try? Value(canonicalBytes: bytes) else {
            return nil
        }
        return text
    }
}
