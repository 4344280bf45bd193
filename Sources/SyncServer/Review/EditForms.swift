import FieldModel
import SyncCore

/// Makes the forms with which fields are written.
struct EditForms: Sendable {
    /// Records that a list offers to choose from; beyond that a name is typed.
    static let mostChoices = 200

    let names: RecordNames
    let library: PageLibrary

    private func word(_ name: String) -> String { library.word(name, in: names.language) }

    /// - Parameters:
    ///   - field: what is written.
    ///   - held: what the record holds of it.
    /// - Returns: `nil` for a field that pages cannot write.
    /// - Throws: `StoreError`
    func form(for field: FieldDefinition, _ held: FieldView?) throws -> EditView? {
        guard !field.isKey || held == nil else { return nil }
        if field.isSet { return try setForm(for: field, held) }
        let shown = held?.shown
        var form = EditView(
            name: field.name,
            label: field.label[names.language],
            value: try typed(shown, field),
            seen: Seen.text(of: held)
        )
        switch field.form {
        case .choice(let all):
            form.choices = EditView.ChoicesView(
                all: all.map {
                    ChoiceView(
                        value: $0.identifier,
                        label: $0.label[names.language],
                        isSelected: shown == .enumeration($0.number)
                    )
                }
            )
        case .bool:
            form.choices = EditView.ChoicesView(
                all: [true, false].map { flag in
                    ChoiceView(
                        value: flag ? "ja" : "nej",
                        label: word(flag ? "yes" : "no"),
                        isSelected: shown == .bool(flag)
                    )
                }
            )
        case .reference(let kind): try offer(records: kind, present: shown, in: &form)
        case .text(let length) where length > 200: form.isLong = true
        case .anyRecord, .polygon, .photo: return nil
        case .text, .integer, .decimal, .date, .instant, .position:
            form.isLine = true
            form.hint = hint(for: field)
        }
        return form
    }

    /// The form of a new record's field, with what was typed so far.
    ///
    /// - Returns: `nil` for a field that pages cannot write.
    func form(for field: FieldDefinition, typed: [String]) throws -> EditView? {
        guard var form = try form(for: field, nil) else { return nil }
        form.value = typed.joined(separator: "\n")
        form.inputName = field.name
        form.choices = form.choices.map { choices in
            EditView.ChoicesView(
                all: choices.all.map {
                    ChoiceView(value: $0.value, label: $0.label, isSelected: typed.contains($0.value))
                }
            )
        }
        form.elements?.isEdit = false
        form.elements?.keepName = field.name
        form.elements?.moreName = field.name
        form.elements?.all = field.choices.map {
            EditView.ElementView(
                value: $0.identifier,
                label: $0.label[names.language],
                isHeld: typed.contains($0.identifier)
            )
        }
        return form
    }

    /// A list, or, where it would be too long, the name to be typed.
    private func offer(records kind: KindNumber, present: Value?, in form: inout EditView) throws {
        var choices = try names.choices(of: kind)
        guard choices.count <= Self.mostChoices else {
            form.isLine = true
            form.hint = word("nameOrID")
            return
        }
        if case .id(let id) = present, !choices.contains(where: { $0.id == id }) {
            // A form that is sent back unchanged changes nothing.
            choices.append((id, try names.titles.title(of: RecordKey(kind: kind, id: id))))
        }
        form.choices = EditView.ChoicesView(
            all: choices.map { id, title in
                ChoiceView(value: id.uuidString, label: title, isSelected: present == .id(id))
            }
        )
    }

    private func setForm(for field: FieldDefinition, _ held: FieldView?) throws -> EditView? {
        let present = held?.elements ?? []
        var elements = try present.map { try element($0, of: field, isHeld: true) }
        var takesMore = true
        switch field.form {
        case .choice(let choices):
            takesMore = false
            elements += try choices.map { Value.enumeration($0.number) }.filter { !present.contains($0) }
                .map { try element($0, of: field, isHeld: false) }
        case .photo: takesMore = false
        default: break
        }
        guard takesMore || !elements.isEmpty else { return nil }
        return EditView(
            name: field.name,
            label: field.label[names.language],
            value: "",
            seen: "",
            action: "set",
            isSet: true,
            elements: EditView.ElementsView(
                all: elements,
                isEdit: true,
                keepName: "keep[]",
                moreName: "add",
                takesMore: takesMore
            ),
            hint: field.referredKind == nil ? nil : word("nameOrID")
        )
    }

    private func element(
        _ value: Value,
        of field: FieldDefinition,
        isHeld: Bool
    ) throws -> EditView.ElementView {
        EditView.ElementView(
            value: value.canonicalBytes.hexadecimal,
            label: try names.titles.valueText.text(of: value, in: field),
            isHeld: isHeld
        )
    }

    private func hint(for field: FieldDefinition) -> String? {
        switch field.form {
        case .date: word("dateHint")
        case .instant: word("instantHint")
        case .position: word("positionHint")
        default: field.unit
        }
    }

    /// A value as it can be typed again: without its unit, and texts with their lines.
    private func typed(_ value: Value?, _ field: FieldDefinition) throws -> String {
        switch value {
        case nil, .empty: ""
        case .text(let text): text
        case .instant(let instant): instant.iso8601
        case .id(let id): id.uuidString
        case let value?:
            try names.titles.valueText.text(of: value, in: field)
                .replacing(field.unit.map { " " + $0 } ?? "", with: "")
        }
    }
}
