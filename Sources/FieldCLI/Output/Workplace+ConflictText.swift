import FieldModel
import SyncCore
import Terminal

/// What waits for a person's decision, with who wrote what.
extension Workplace {
    func showConflicts(of view: RecordView) throws {
        let record = try named(view)
        let title = "\(texts.label(of: view.key.kind)) \(record.shortID)"
        console.print(console.styled("\(title)  \(record.headline)", .bold))
        let history = try replica.history(of: view.key, in: space)
        let authors = Dictionary(
            history.map { ($0.change.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let kind = Catalogue.kind(view.key.kind)
        for field in view.fields where field.status == .open {
            let name = kind?[field.number]?.name ?? "\(field.number.rawValue)"
            console.print("  \(texts.label(of: field.number, in: view.key.kind)):")
            let alternatives = Alternatives(of: field)
            for (index, content) in alternatives.contents.enumerated() {
                let value = try texts.text(of: content, in: kind?[field.number], titles.valueText)
                let who = alternatives.entries[index].map { texts.author(of: $0, authors[$0.name.change]) }
                let list = who.joined(separator: "; ")
                console.print("    \(Alternatives.letter(index))  \(value)  (\(list))")
            }
            console.print("    field resolve \(record.shortID) \(name) --choose a")
        }
        if view.isWithdrawalContested {
            console.print(texts.contestedLine(record.shortID))
            console.print("    field resolve \(record.shortID) withdrawal --choose keep|withdraw")
        }
        console.print("")
    }
}

extension Texts {
    var noConflicts: String { pick("Inga öppna konflikter.", "No open conflicts.") }

    func author(of entry: Entry, _ change: HistoryEntry?) -> String {
        let when = Stockholm.instant(atMilliseconds: entry.time.millisecondsSinceEpoch).readable
        return "\(change?.pseudonym ?? server) \(when)"
    }
}
