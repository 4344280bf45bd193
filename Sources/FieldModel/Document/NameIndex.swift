public import SyncCore

/// Records of a kind by their names, as names are compared.
public struct NameIndex: Sendable {
    private var keys: [String: [RecordKey]] = [:]
    private var names: [String] = []

    public init() {}

    /// Complexity: O(*names*), each looked up once.
    public mutating func add(_ names: [String], of key: RecordKey) {
        for name in names {
            let normalised = NaturalKey.normalised(name)
            if keys[normalised]?.contains(key) != true { keys[normalised, default: []].append(key) }
            self.names.append(name)
        }
    }

    /// Adds the names that an edit gives its record, before it is saved.
    public mutating func add(_ edit: RecordEdit) {
        guard let definition = Catalogue.kind(edit.record.kind) else { return }
        let names = edit.edits.flatMap { edit -> [Value] in
            switch edit {
            case .set(let field, let value) where definition[field]?.isName == true: [value]
            case .add(let field, let values) where definition[field]?.isName == true: values
            default: []
            }
        }
        add(names.compactMap(String.init(fieldValue:)), of: edit.record)
    }

    /// The records of a name, in the order that they were added.
    public func records(named name: String) -> [RecordKey] { keys[NaturalKey.normalised(name)] ?? [] }

    /// The names that are most like a text.
    ///
    /// Complexity: that of ``nearestNames(to:among:)``, over all names.
    public func nearest(to text: String) -> [String] { nearestNames(to: text, among: names) }

    /// What a person means by a name.
    public func lookup(_ name: String) -> RecordLookup {
        let found = records(named: name)
        return switch found.count {
        case 0: .nothing(nearest: nearest(to: name))
        case 1: .found(found[0].id)
        default: .several(found.map(\.id))
        }
    }
}
