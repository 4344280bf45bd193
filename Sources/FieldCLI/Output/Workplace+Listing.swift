import FieldModel
import SyncCore
import Terminal

/// Listing records: a table that fits the terminal, or JSON lines.
extension Workplace {
    /// Prints one page of records of these kinds.
    func list(_ kinds: [KindDefinition], _ filter: FilterOptions) throws {
        let (records, next) = try Listing(workplace: self, kinds: kinds, filter: filter).page()
        if isJSON {
            for view in records { console.print(RecordDocument(view).line) }
        } else if records.isEmpty {
            console.tell(texts.nothingToShow)
        } else {
            console.print(try table(of: records, showsKind: kinds.count > 1).text(width: console.width))
        }
        if let next { console.tell(texts.more(next)) }
    }

    private func table(of records: [RecordView], showsKind: Bool) throws -> Table {
        let titles = titles
        let headline = Headline(titles: titles)
        let rows = try records.map { view in
            let kind = Catalogue.kind(view.key.kind)
            let area = try titles.valueText.text(
                of: kind?.areaField.flatMap { view[$0.number] },
                in: kind?.areaField
            )
            var row = [
                try shortID(of: view.key), texts.mark(of: view), try time(of: view, titles.valueText),
                area ?? "", try headline.text(of: view),
            ]
            if showsKind { row.insert(texts.label(of: view.key.kind), at: 2) }
            return row
        }
        return Table(headings: texts.listHeadings(showsKind: showsKind), rows: rows)
    }

    private func time(of view: RecordView, _ valueText: ValueText) throws -> String {
        guard let field = Catalogue.kind(view.key.kind)?.timeField else { return "" }
        return try valueText.text(of: view[field.number], in: field) ?? ""
    }
}

extension Texts {
    func listHeadings(showsKind: Bool) -> [String] {
        let kind = showsKind ? [pick("sort", "kind")] : []
        return pick(["id", " "], ["id", " "]) + kind
            + pick(["när", "område", "vad"], ["when", "area", "what"])
    }

    /// A sign for what needs a person, or is gone.
    func mark(of view: RecordView) -> String {
        if view.isWithdrawn { return "×" }
        return view.hasOpenConflict ? "!" : ""
    }

    func more(_ cursor: String) -> String {
        pick("Det finns fler: --cursor \(cursor)", "There are more: --cursor \(cursor)")
    }
}
