public import SyncCore

/// Reads records from their JSON form into edits.
///
/// Only `kind` and `fields` are needed. A kind with a natural key takes its id from the key; others take
/// `id`, or a new one. `null` for a field clears it, and `"withdrawn": true` withdraws the record. What else
/// ``RecordDocument`` writes (`space`, `conflicts`, `settled`, the times) is understood and left alone, so
/// that what was printed can be read.
public struct RecordReader: Sendable {
    private let space: SpaceID
    private let context: ReadingContext
    private let makeID: @Sendable () -> RecordID

    /// - Parameters:
    ///   - space: where the records go; natural keys depend on it.
    ///   - context: how values are read.
    ///   - makeID: gives the id of a record that names none and has no key.
    public init(space: SpaceID, context: ReadingContext, makeID: @escaping @Sendable () -> RecordID) {
        self.space = space
        self.context = context
        self.makeID = makeID
    }

    /// Reads one line of JSON and validates it as a new record.
    public func edit(fromLine line: String) throws(Problems) -> RecordEdit {
        guard let json = try? JSONValue(line: line) else { throw Problems([InputProblem(.notARecord)]) }
        return try edit(from: json)
    }

    /// Reads a record and validates the edit.
    ///
    /// A record that exists is edited, and not withdrawn any more. All problems are thrown, not only the
    /// first.
    public func edit(
        from json: JSONValue,
        existing: (RecordKey) -> RecordView? = { _ in nil }
    ) throws(Problems) -> RecordEdit {
        guard case .object(let members) = json, case .string(let kindName)? = members["kind"],
            case .object(let fields)? = members["fields"]
        else { throw Problems([InputProblem(.notARecord)]) }
        guard let kind = Catalogue.kind(written: kindName) else {
            let nearest = Catalogue.nearestKinds(to: kindName)
            throw Problems([InputProblem(.unknownKind(kindName, nearest: nearest))])
        }
        var problems = Self.memberProblems(members)
        var edits: [FieldEdit] = []
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            read(name, value, of: kind, into: &edits, problems: &problems)
        }
        if members["withdrawn"] == .bool(true) { edits.append(.withdraw) }
        let key = RecordKey(
            kind: kind.number,
            id: id(members["id"], edits: edits, of: kind, problems: &problems) ?? makeID()
        )
        let current = existing(key)
        edits += Self.emptied(fields, of: kind, current)
        let edit = RecordEdit(record: key, entering: edits, over: current)
        let unread = Set(problems.compactMap(\.field?.number))
        problems += Validator(kind: kind, existing: current).problems(with: edit.edits)
            .filter { $0.reason != .missing || !unread.contains($0.field?.number ?? .withdrawal) }
        guard problems.isEmpty else { throw Problems(problems) }
        return edit
    }

    /// `null` for a set takes away the elements that the record has.
    private static func emptied(
        _ fields: [String: JSONValue],
        of kind: KindDefinition,
        _ current: RecordView?
    ) -> [FieldEdit] {
        fields.keys.sorted().filter { fields[$0] == .null }.compactMap { name in
            guard let field = kind.field(written: name), field.isSet,
                let elements = current?[field.number]?.elements, !elements.isEmpty
            else { return nil }
            return .remove(field.number, elements)
        }
    }

    private static let knownMembers = [
        "kind", "id", "fields", "space", "conflicts", "settled", "withdrawn", "withdrawal_contested",
        "created_at", "changed_at", "redacted",
    ]

    private static func memberProblems(_ members: [String: JSONValue]) -> [InputProblem] {
        members.keys.sorted().filter { !knownMembers.contains($0) }.map { name in
            InputProblem(.unknownField(name, nearest: nearestNames(to: name, among: knownMembers)))
        }
    }

    private func read(
        _ name: String,
        _ json: JSONValue,
        of kind: KindDefinition,
        into edits: inout [FieldEdit],
        problems: inout [InputProblem]
    ) {
        guard let field = kind.field(written: name) else {
            problems.append(InputProblem(.unknownField(name, nearest: kind.nearestFields(to: name))))
            return
        }
        let reader = ValueReader(field: field, context: context)
        do throws(InputProblem) {
            switch (json, field.isSet) {
            case (.null, false): edits.append(.clear(field.number))
            case (.null, true): break
            case (.array(let elements), true):
                var values: [Value] = []
                for element in elements { values.append(try reader.value(from: element)) }
                edits.append(.add(field.number, values))
            case (.array, false): throw InputProblem(.setMismatch, field: field)
            case (_, true): edits.append(.add(field.number, [try reader.value(from: json)]))
            case (_, false): edits.append(.set(field.number, try reader.value(from: json)))
            }
        } catch {
            problems.append(error)
        }
    }

    /// The id of a kind with a key follows from the key, whatever `id` says: it may come from another space.
    private func id(
        _ member: JSONValue?,
        edits: [FieldEdit],
        of kind: KindDefinition,
        problems: inout [InputProblem]
    ) -> RecordID? {
        var given: RecordID?
        switch member {
        case nil, .null: break
        case .string(let text):
            given = ValueReader.fullID(text)
            if given == nil { problems.append(InputProblem(.notAnID(text))) }
        default: problems.append(InputProblem(.notARecord))
        }
        return NaturalKey.id(for: edits, of: kind, in: space) ?? given
    }
}
