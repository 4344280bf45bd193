import FieldModel
import SyncCore

/// What `field edit` takes for one field: `field=value`, `field=`, `field+=element`, `field-=element`.
struct Assignment {
    /// What is done with the value.
    enum Operation {
        case set
        case add
        case remove
    }

    let field: String
    let operation: Operation
    let text: String

    /// - Returns: `nil` for a word without an equals sign.
    init?(_ word: String) {
        guard let equals = word.firstIndex(of: "=") else { return nil }
        var name = word[..<equals]
        switch name.last {
        case "+": operation = .add
        case "-": operation = .remove
        default: operation = .set
        }
        if operation != .set { name = name.dropLast() }
        field = String(name)
        text = String(word[word.index(after: equals)...])
    }

    /// What the assignment does to a record of the kind.
    func edit(of kind: KindDefinition, _ context: ReadingContext) throws(InputProblem) -> FieldEdit {
        guard let definition = kind.field(written: field) else {
            throw InputProblem(.unknownField(field, nearest: kind.nearestFields(to: field)))
        }
        let reader = ValueReader(field: definition, context: context)
        switch operation {
        case .set where text.isEmpty: return .clear(definition.number)
        case .set: return .set(definition.number, try reader.value(from: text))
        case .add: return .add(definition.number, [try reader.value(from: text)])
        case .remove: return .remove(definition.number, [try reader.value(from: text)])
        }
    }
}
