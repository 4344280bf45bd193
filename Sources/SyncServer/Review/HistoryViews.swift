import FieldModel
import SyncCore

/// Shows a record's history as a timeline, the newest change first.
struct HistoryViews: Sendable {
    let contents: Contents

    private func word(_ name: String) -> String {
        contents.library.word(name, in: contents.names.language)
    }

    func views(of history: [HistoryEntry], kind: KindNumber) throws -> [RecordPageView.ChangeView] {
        let former = FormerContents(history)
        return try history.reversed().map { entry in
            RecordPageView.ChangeView(
                who: entry.pseudonym ?? word("server"),
                written: contents.names.time(entry.change.time.millisecondsSinceEpoch),
                arrived: contents.names.time(entry.arrivedAt),
                device: String(entry.change.name.log.description.prefix(8)),
                lines: try entry.change.writes.map { try line(of: $0, in: entry, former, kind) },
                isRedacted: entry.redaction != nil,
                isNumbered: entry.isAcknowledged,
                isVerified: entry.isVerified
            )
        }
    }

    private func line(
        of write: MergeableWrite,
        in entry: HistoryEntry,
        _ former: FormerContents,
        _ kind: KindNumber
    ) throws -> String {
        if write.field == .withdrawal {
            return word(write.contents.isEmpty ? "didRestore" : "didWithdraw")
        }
        let definition = Catalogue.kind(kind)?[write.field]
        let values = try write.contents.map { try contents.text(of: $0, in: definition) }
        let gone = try former.superseded(by: write).map { try contents.text(of: $0, in: definition) }
        var line = "\(contents.names.label(of: write.field, in: kind)): "
        line += values.isEmpty ? word("removedValues") : values.joined(separator: ", ")
        if !gone.isEmpty { line += " (\(word("insteadOf")) \(gone.joined(separator: ", ")))" }
        if write.isResolution { line += " – " + word("didSettle") }
        if entry.heldBack.contains(write.field) { line += " – " + word("heldBack") }
        return line
    }
}
