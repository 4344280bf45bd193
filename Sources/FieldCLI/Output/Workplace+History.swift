import FieldModel
import SyncCore
import Terminal

/// A record's changes, oldest first.
extension Workplace {
    func showHistory(of view: RecordView) throws {
        let history = try replica.history(of: view.key, in: space)
        let kind = Catalogue.kind(view.key.kind)
        if isJSON {
            for entry in history { console.print(HistoryDocument(entry, of: kind).json.line) }
            return
        }
        let record = try named(view)
        let title = "\(texts.label(of: view.key.kind)) \(record.shortID)"
        console.print(console.styled("\(title)  \(record.headline)", .bold))
        let account = HistoryAccount(history, of: view.key.kind, titles: titles, texts: texts)
        for entry in history {
            console.print("")
            console.print(console.styled(texts.heading(of: entry), .bold))
            for line in try account.lines(of: entry) { console.print("  " + line) }
        }
    }
}

/// What each change of a history did, in words.
struct HistoryAccount {
    private let kind: KindNumber
    private let titles: Titles
    private let texts: Texts
    private let contents: [EntryName: EntryContent]
    private let authors: [ChangeName: HistoryEntry]

    init(_ history: [HistoryEntry], of kind: KindNumber, titles: Titles, texts: Texts) {
        self.kind = kind
        self.titles = titles
        self.texts = texts
        var contents: [EntryName: EntryContent] = [:]
        var authors: [ChangeName: HistoryEntry] = [:]
        for entry in history {
            authors[entry.change.name] = entry
            for write in entry.change.writes {
                for (position, content) in zip(write.firstPosition..., write.contents) {
                    contents[EntryName(change: entry.change.name, position: position)] = content
                }
            }
        }
        self.contents = contents
        self.authors = authors
    }

    func lines(of entry: HistoryEntry) throws -> [String] {
        try entry.change.writes.map { write in try line(of: write, in: entry) }
            + (entry.redaction.map { [texts.line(of: $0, at: entry.redactedAt)] } ?? [])
    }

    private func line(of write: MergeableWrite, in entry: HistoryEntry) throws -> String {
        if write.field == .withdrawal { return withdrawal(write) + heldBack(write, in: entry) }
        let field = Catalogue.kind(kind)?[write.field]
        let values = try write.contents.map { try texts.text(of: $0, in: field, titles.valueText) }
        let former = try write.superseded.compactMap { contents[$0] }
            .map { try texts.text(of: $0, in: field, titles.valueText) }
        var line = "\(texts.label(of: write.field, in: kind)): "
        if values.isEmpty {
            line += texts.pick(
                "tog bort \(former.joined(separator: ", "))",
                "removed \(former.joined(separator: ", "))"
            )
        } else {
            line += values.joined(separator: ", ")
            if !former.isEmpty {
                line += texts.pick(" (ersatte ", " (superseded ") + former.joined(separator: ", ") + ")"
            }
        }
        if write.isResolution { line += texts.pick(" – avgjorde konflikten", " – settled the conflict") }
        return line + superseded(write, in: entry) + heldBack(write, in: entry)
    }

    private func heldBack(_ write: MergeableWrite, in entry: HistoryEntry) -> String {
        guard entry.heldBack.contains(write.field) else { return "" }
        return texts.pick(" – hålls inne: räknas inte", " – held back: does not count")
    }

    private func withdrawal(_ write: MergeableWrite) -> String {
        write.contents.isEmpty
            ? texts.pick("återställde posten", "restored the record")
            : texts.pick("tog tillbaka posten", "withdrew the record")
    }

    /// Who wrote in the place of the values, where that is another one.
    private func superseded(_ write: MergeableWrite, in entry: HistoryEntry) -> String {
        let names = write.contents.indices.map { offset in
            EntryName(change: entry.change.name, position: write.firstPosition + UInt32(offset))
        }
        let later = Set(names.compactMap { entry.supersededBy[$0] }).compactMap { authors[$0] }
        guard let first = later.min(by: { $0.change.time < $1.change.time }) else { return "" }
        let when = Stockholm.instant(atMilliseconds: first.change.time.millisecondsSinceEpoch).readable
        let who = first.pseudonym ?? texts.server
        return texts.pick(" → ersatt \(when) av \(who)", " → superseded \(when) by \(who)")
    }
}

extension Texts {
    var server: String { pick("servern", "the server") }

    /// When, who, and how far it has come.
    func heading(of entry: HistoryEntry) -> String {
        let when = Stockholm.instant(atMilliseconds: entry.change.time.millisecondsSinceEpoch).readable
        let who = entry.pseudonym ?? server
        return "\(when)  \(who)  \(state(of: entry))"
    }

    /// What erased a change, and when.
    func line(of redaction: Redaction, at time: HybridTime?) -> String {
        let when = time.map { " " + Stockholm.instant(atMilliseconds: $0.millisecondsSinceEpoch).readable }
        let ground = redaction.ground.printable
        return pick("raderat\(when ?? ""): \(ground)", "redacted\(when ?? ""): \(ground)")
    }

    private func state(of entry: HistoryEntry) -> String {
        if entry.segment == nil { return pick("osänd", "not sent") }
        return entry.isAcknowledged
            ? pick("trygg på servern", "safe on the server") : pick("utan kvitto", "no receipt yet")
    }
}
