import FieldModel
import SyncCore
import Terminal

/// One record, field by field.
extension Workplace {
    func show(_ view: RecordView) throws {
        if isJSON { return console.print(RecordDocument(view).line) }
        let record = try named(view)
        let title = "\(texts.label(of: view.key.kind)) \(record.shortID)"
        console.print(console.styled("\(title)  \(record.headline)", .bold))
        if view.isWithdrawn { console.print(texts.withdrawnLine) }
        if view.isWithdrawalContested {
            console.print(console.styled(texts.contestedLine(record.shortID), .yellow))
        }
        let kind = Catalogue.kind(view.key.kind)
        let valueText = titles.valueText
        let known = view.fields.filter { $0.number.rawValue >= Limits.firstRecordField }
        let width = known.map { texts.label(of: $0.number, in: view.key.kind).count }.max() ?? 0
        for field in known {
            let label = texts.label(of: field.number, in: view.key.kind)
            let padding = String(repeating: " ", count: width - label.count)
            let shown = try valueText.text(of: field, in: kind?[field.number])
            guard let text = shown ?? (field.isRedacted ? texts.redacted : nil) else { continue }
            console.print("  \(label)\(padding)  \(text)")
            try showOthers(of: field, in: kind, indent: width + 4, valueText)
        }
        console.print("")
        console.print(texts.changed(view))
    }

    /// The values that are not shown, below the one that is.
    private func showOthers(
        of field: FieldView,
        in kind: KindDefinition?,
        indent: Int,
        _ valueText: ValueText
    ) throws {
        guard field.status == .open || field.status == .settled else { return }
        let others = try Alternatives(of: field).contents.dropFirst().map { content in
            try texts.text(of: content, in: kind?[field.number], valueText)
        }
        guard !others.isEmpty else { return }
        let list = others.joined(separator: ", ")
        let line = field.status == .open ? texts.openLine(list) : texts.settledLine(list)
        console.print(
            String(repeating: " ", count: indent)
                + console.styled(line, field.status == .open ? .yellow : .dim)
        )
    }
}

extension Texts {
    var withdrawnLine: String { pick("  × Tillbakatagen.", "  × Withdrawn.") }

    func contestedLine(_ shortID: String) -> String {
        pick(
            "  ! Någon tog tillbaka posten och någon annan skrev i den. Avgör: field resolve \(shortID) "
                + "withdrawal",
            "  ! One person withdrew the record and another wrote in it. Settle: field resolve \(shortID) "
                + "withdrawal"
        )
    }

    func openLine(_ others: String) -> String {
        pick("! Öppen konflikt med: \(others)", "! Open conflict with: \(others)")
    }

    func settledLine(_ others: String) -> String {
        pick("Avgjort av regeln; annat värde: \(others)", "Settled by the rule; other value: \(others)")
    }

    func changed(_ view: RecordView) -> String {
        let created = Stockholm.instant(atMilliseconds: view.createdAt.millisecondsSinceEpoch).readable
        let changed = Stockholm.instant(atMilliseconds: view.changedAt.millisecondsSinceEpoch).readable
        return pick(
            "Skapad \(created), ändrad \(changed). Hela id: \(view.key.id.uuidString)",
            "Made \(created), changed \(changed). Whole id: \(view.key.id.uuidString)"
        )
    }

    var redacted: String { pick("(raderat)", "(redacted)") }

    /// One live value, or what stands for one.
    func text(
        of content: EntryContent,
        in field: FieldDefinition?,
        _ valueText: ValueText
    ) throws -> String {
        switch content {
        case .value(let bytes):
            guard let value = try? Value(canonicalBytes: bytes) else { return "0x" + bytes.hexadecimal }
            return try valueText.text(of: value, in: field)
        case .redacted: return redacted
        case .missing: return pick("(har inte kommit)", "(has not arrived)")
        }
    }
}
