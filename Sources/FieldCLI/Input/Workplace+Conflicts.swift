import FieldModel
import SyncCore
import Terminal

/// What is open in a record.
enum OpenConflict {
    case withdrawal
    case field(FieldView, FieldDefinition)
}

extension Workplace {
    /// The conflict that is meant: the named field's, or the only one.
    func openConflict(of view: RecordView, field name: String?) throws -> OpenConflict {
        let record = try named(view)
        if name == "withdrawal" || name == "tillbakatagande" {
            guard view.isWithdrawalContested else { throw CommandError.noConflict(record, field: name) }
            return .withdrawal
        }
        guard let kind = Catalogue.kind(view.key.kind) else {
            throw CommandError.noConflict(record, field: name)
        }
        let open = view.fields.filter { $0.status == .open }
        guard let name else {
            if open.isEmpty, view.isWithdrawalContested { return .withdrawal }
            guard open.count == 1, !view.isWithdrawalContested, let definition = kind[open[0].number] else {
                throw open.isEmpty
                    ? CommandError.noConflict(record, field: nil)
                    : CommandError.choiceMissing(record, field: openNames(of: view, kind))
            }
            return .field(open[0], definition)
        }
        guard let definition = kind.field(written: name) else {
            let problem = InputProblem(.unknownField(name, nearest: kind.nearestFields(to: name)))
            throw CommandError.notUnderstood(problem)
        }
        guard let found = open.first(where: { $0.number == definition.number }) else {
            throw CommandError.noConflict(record, field: definition.name)
        }
        return .field(found, definition)
    }

    private func openNames(of view: RecordView, _ kind: KindDefinition) -> String {
        let names = view.fields.filter { $0.status == .open }.compactMap { kind[$0.number]?.name }
        return (names + (view.isWithdrawalContested ? ["withdrawal"] : [])).joined(separator: ", ")
    }

    /// Asks a person to choose; where nobody can be asked, says what to give on the command line.
    func ask(_ question: String, _ choices: [String], about view: RecordView, field: String) throws -> String
    {
        guard console.canAsk else { throw CommandError.choiceMissing(try named(view), field: field) }
        guard let answer = console.ask("\(question) [\(choices.joined(separator: "/"))]"), !answer.isEmpty
        else {
            throw CommandError.choiceMissing(try named(view), field: field)
        }
        return answer.filter { !$0.isWhitespace }.lowercased()
    }

    /// Reads one value for a field of a record; what cannot be read is kept as a draft.
    func value(_ text: String, of field: FieldDefinition, for view: RecordView) throws -> Value {
        let finder = finder
        let reader = ValueReader(field: field, context: finder.context(today: today))
        let read = Result { () throws(InputProblem) in try reader.value(from: text) }
        try finder.check()
        switch read {
        case .success(let value): return value
        case .failure(let error):
            let draft = try keep(
                .edit(
                    kind: Catalogue.kind(view.key.kind)?.name ?? "",
                    record: view.key.id.uuidString,
                    assignments: ["\(field.name)=\(text)"]
                )
            )
            throw refusal(of: Problems([error]), draft: draft)
        }
    }
}
