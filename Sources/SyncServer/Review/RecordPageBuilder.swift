import FieldModel
import SyncCore

/// Makes of a record and its history what its page shows.
struct RecordPageBuilder: Sendable {
    let names: RecordNames
    let access: SpaceAccess
    let library: PageLibrary

    private func word(_ name: String) -> String { library.word(name, in: names.language) }

    func page(of view: RecordView, at path: String, message: MessageView?) throws -> RecordPageView {
        let history = try names.replica.history(of: view.key, in: names.space)
        let kind = Catalogue.kind(view.key.kind)
        let conflicts = try view.fields.filter { $0.status == .open }.map {
            try conflict($0, of: view, kind, history)
        }
        return RecordPageView(
            message: message,
            space: access.space.name,
            path: path,
            queue: PagePath(space: access.space).queue,
            kind: names.label(of: view.key.kind),
            shortID: String(view.key.id.description.prefix(8)),
            headline: try names.headline(of: view),
            isWithdrawn: view.isWithdrawn,
            isContested: view.isWithdrawalContested,
            canWrite: access.rights.contains(.write),
            canReview: access.rights.contains(.review),
            approvalSeen: Seen.text(of: view[Review.approval.number]),
            recordSeen: Seen.text(of: view),
            conflicts: conflicts,
            hasConflicts: !conflicts.isEmpty,
            fields: try fields(of: view, kind),
            changes: try history.reversed().map { try change($0, of: view.key.kind) }
        )
    }

    // MARK: Fields

    private func fields(of view: RecordView, _ kind: KindDefinition?) throws -> [RecordPageView.FieldView] {
        let known = kind?.fields.map(\.number) ?? []
        let unknown = view.fields.map(\.number).filter {
            $0.rawValue >= Limits.firstRecordField && !known.contains($0)
        }
        return try (known + unknown).compactMap { number -> RecordPageView.FieldView? in
            let field = view[number]
            let definition = kind?[number]
            let edit = try definition.flatMap { try editForm(for: $0, field) }
            var value = try names.titles.valueText.text(of: field, in: definition)
            if value == nil, field?.isRedacted == true { value = word("redacted") }
            guard value != nil || edit != nil else { return nil }
            return RecordPageView.FieldView(
                name: definition?.name ?? String(number.rawValue),
                label: names.label(of: number, in: view.key.kind),
                value: value ?? "",
                settled: field?.status == .settled ? try others(than: field, definition) : nil,
                isOpen: field?.status == .open,
                edit: field?.status == .open ? nil : edit
            )
        }
    }

    private func others(than field: FieldView?, _ definition: FieldDefinition?) throws -> String? {
        guard let field else { return nil }
        return try Alternatives(of: field).contents.dropFirst()
            .map { try text(of: $0, in: definition) }.joined(separator: ", ")
    }

    /// A form for a field that the person may write; `nil` for sets and what pages cannot type yet.
    private func editForm(
        for field: FieldDefinition,
        _ held: FieldView?
    ) throws -> RecordPageView.EditView? {
        let right: Rights = field.isReview ? .review : .write
        guard access.rights.contains(right), !field.isSet, !field.isKey else { return nil }
        let shown = held?.shown
        var choices: [RecordPageView.ChoiceView] = []
        var isLong = false
        switch field.form {
        case .choice(let all):
            choices = all.map {
                RecordPageView.ChoiceView(
                    value: $0.identifier,
                    label: $0.label[names.language],
                    isSelected: shown == .enumeration($0.number)
                )
            }
        case .bool:
            choices = [true, false].map { flag in
                RecordPageView.ChoiceView(
                    value: flag ? "ja" : "nej",
                    label: word(flag ? "yes" : "no"),
                    isSelected: shown == .bool(flag)
                )
            }
        case .reference(let kind):
            choices = try names.choices(of: kind, with: shown).map { id, title in
                RecordPageView.ChoiceView(
                    value: id.uuidString,
                    label: title,
                    isSelected: shown == .id(id)
                )
            }
        case .text(let length): isLong = length > 200
        case .anyRecord, .polygon, .photo: return nil
        case .integer, .decimal, .date, .instant, .position: break
        }
        let isChoice = !choices.isEmpty
        return RecordPageView.EditView(
            name: field.name,
            label: field.label[names.language],
            value: isChoice ? "" : try typed(shown, field),
            seen: Seen.text(of: held),
            isLong: isLong,
            isLine: !isLong && !isChoice,
            isChoice: isChoice,
            choices: choices
        )
    }

    /// A value as it can be typed again: without its unit, and texts with their lines.
    private func typed(_ value: Value?, _ field: FieldDefinition) throws -> String {
        switch value {
        case nil, .empty: ""
        case .text(let text): text
        case .instant(let instant): instant.iso8601
        case let value?:
            try names.titles.valueText.text(of: value, in: field)
                .replacing(field.unit.map { " " + $0 } ?? "", with: "")
        }
    }

    private func text(of content: EntryContent, in field: FieldDefinition?) throws -> String {
        switch content {
        case .value(let bytes):
            guard let value = try? Value(canonicalBytes: bytes) else { return "0x" + bytes.hexadecimal }
            return try names.titles.valueText.text(of: value, in: field)
        case .redacted: return word("redacted")
        case .missing: return word("notArrived")
        }
    }

    // MARK: Conflicts

    private func conflict(
        _ field: FieldView,
        of view: RecordView,
        _ kind: KindDefinition?,
        _ history: [HistoryEntry]
    ) throws -> RecordPageView.ConflictView {
        let definition = kind?[field.number]
        let alternatives = Alternatives(of: field)
        let authors = Dictionary(
            history.map { ($0.change.name, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        let right: Rights = definition?.isReview == true ? .review : .write
        let canChoose = access.rights.contains(right)
        let views = try alternatives.contents.enumerated().map { index, content in
            let who = alternatives.entries[index].map { entry in
                let name = authors[entry.name.change]?.pseudonym ?? word("server")
                return "\(name), \(names.time(entry.time.millisecondsSinceEpoch))"
            }
            var isValue = false
            if case .value = content { isValue = true }
            return RecordPageView.AlternativeView(
                index: index,
                value: try text(of: content, in: definition),
                authors: who.joined(separator: "; "),
                canBeChosen: canChoose && isValue
            )
        }
        return RecordPageView.ConflictView(
            name: definition?.name ?? String(field.number.rawValue),
            label: names.label(of: field.number, in: view.key.kind),
            seen: Seen.text(of: field),
            former: try former(of: field, definition, history),
            alternatives: views,
            edit: try definition.flatMap { try editForm(for: $0, field) }
        )
    }

    /// The values that the live ones superseded.
    private func former(
        of field: FieldView,
        _ definition: FieldDefinition?,
        _ history: [HistoryEntry]
    ) throws -> String? {
        let live = Set(field.live.map(\.name.change))
        var contents: [EntryName: EntryContent] = [:]
        var superseded: [EntryName] = []
        for entry in history {
            for write in entry.change.writes where write.field == field.number {
                for (position, content) in zip(write.firstPosition..., write.contents) {
                    contents[EntryName(change: entry.change.name, position: position)] = content
                }
                if live.contains(entry.change.name) { superseded += write.superseded }
            }
        }
        let texts = try Set(superseded).compactMap { contents[$0] }.map { try text(of: $0, in: definition) }
        return texts.isEmpty ? nil : Set(texts).sorted().joined(separator: ", ")
    }

    // MARK: History

    private func change(_ entry: HistoryEntry, of kind: KindNumber) throws -> RecordPageView.ChangeView {
        RecordPageView.ChangeView(
            who: entry.pseudonym ?? word("server"),
            written: names.time(entry.change.time.millisecondsSinceEpoch),
            arrived: names.time(entry.arrivedAt),
            device: String(entry.change.name.log.description.prefix(8)),
            lines: try entry.change.writes.map { try line(of: $0, in: entry, kind) },
            isRedacted: entry.redaction != nil
        )
    }

    private func line(
        of write: MergeableWrite,
        in entry: HistoryEntry,
        _ kind: KindNumber
    ) throws -> String {
        if write.field == .withdrawal {
            return word(write.contents.isEmpty ? "didRestore" : "didWithdraw")
        }
        let definition = Catalogue.kind(kind)?[write.field]
        let values = try write.contents.map { try text(of: $0, in: definition) }
        var line = "\(names.label(of: write.field, in: kind)): "
        line += values.isEmpty ? word("removedValues") : values.joined(separator: ", ")
        if write.isResolution { line += " – " + word("didSettle") }
        if entry.heldBack.contains(write.field) { line += " – " + word("heldBack") }
        return line
    }
}
