import FieldModel
import SyncCore
import Terminal

/// What a redaction takes, shown before anybody is asked.
extension Workplace {
    /// Other places first: they are what a person does not expect.
    func showPreview(_ reply: RedactionReply) throws {
        if reply.elsewhere.isEmpty {
            console.print(texts.nowhereElse)
        } else {
            console.print(console.styled(texts.elsewhere(reply), .yellow))
            console.print(try table(of: reply.elsewhere))
        }
        console.print("")
        console.print(console.styled(texts.goesForGood, .bold))
        for value in reply.values { console.print("  " + text(of: value)) }
        console.print(try table(of: reply.changes))
    }

    private func table(of places: [RedactionReply.Place]) throws -> String {
        let rows = try places.map { place in
            let kind = Catalogue.kind(named: place.kind)
            let record = try kind.flatMap { kind in
                try RecordID(place.id).flatMap { try self.record(RecordKey(kind: kind.number, id: $0)) }
            }
            let found = try record.map { try named($0) }
            return [
                kind?.label[texts.language] ?? place.kind,
                found?.shortID ?? String(place.id.prefix(8)),
                place.fields.map { kind?[$0]?.label[texts.language] ?? $0 }.joined(separator: ", "),
                Stockholm.instant(atMilliseconds: place.time).readable,
                place.pseudonym ?? "",
                found?.headline ?? "",
            ]
        }
        return Table(headings: texts.placeHeadings, rows: rows).text(width: console.width)
    }

    private func text(of value: JSONValue) -> String {
        if case .string(let text) = value { text.printable } else { value.line }
    }
}
