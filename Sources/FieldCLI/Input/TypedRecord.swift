import FieldModel
import SyncCore

/// What was typed for one record, before it is read.
///
/// It has the form that `record --from` takes and that a draft keeps: there is one way in.
struct TypedRecord {
    let kind: KindDefinition
    /// The record's UUID; `nil` for a new one.
    private let id: String?
    private(set) var fields: [String: JSONValue]

    init(_ kind: KindDefinition, id: RecordID? = nil) {
        self.kind = kind
        self.id = id?.uuidString
        fields = [:]
    }

    /// Sets a field as it was typed; nothing typed leaves it out.
    mutating func set<Content>(_ field: Field<Content>, _ text: String?) {
        if let text { fields[field.name] = .string(text) }
    }

    /// Sets a field that the program knows, unless a person typed it.
    mutating func setUnlessTyped<Content>(_ field: Field<Content>, _ text: String?) {
        if fields[field.name] == nil { set(field, text) }
    }

    /// Adds elements as they were typed.
    mutating func add<Element>(_ field: SetField<Element>, _ texts: [String]) {
        if !texts.isEmpty { fields[field.name] = .array(texts.map { .string($0) }) }
    }

    func has<Content>(_ field: Field<Content>) -> Bool { fields[field.name] != nil }

    var document: JSONValue {
        var members: [String: JSONValue] = ["kind": .string(kind.name), "fields": .object(fields)]
        members["id"] = id.map { .string($0) }
        return .object(members)
    }
}
