public import SyncCore

/// Reads one value as a person or a program wrote it; limits are the ``Validator``'s to check.
public struct ValueReader: Sendable {
    let field: FieldDefinition
    let context: ReadingContext

    public init(field: FieldDefinition, context: ReadingContext) {
        self.field = field
        self.context = context
    }

    /// Reads what was typed: choices in Swedish or English, a decimal comma or point, records by name or id.
    public func value(from text: String) throws(InputProblem) -> Value {
        switch field.form {
        case .bool: .bool(try bool(text))
        case .integer: .integer(try required(Int64(text.filter { !$0.isWhitespace }), text))
        case .decimal(let scale, _): .decimal(try required(DecimalText.units(from: text, scale: scale), text))
        case .text, .polygon: .canonicalText(text)
        case .reference(let kind): .id(try record(of: kind, text))
        case .anyRecord: try anyRecord(text)
        case .date: .date(try required(TypedTime(today: context.today).date(from: text), text))
        case .instant: .instant(try required(TypedTime(today: context.today).instant(from: text), text))
        case .choice(let choices): .enumeration(try choice(text, among: choices))
        case .position: try required(PositionText.position(from: text)?.fieldValue, text)
        case .photo: try photo(text).fieldValue
        }
    }

    private static let words: [String: Bool] = [
        "ja": true, "j": true, "yes": true, "y": true, "true": true, "sant": true, "1": true,
        "nej": false, "n": false, "no": false, "false": false, "falskt": false, "0": false,
    ]

    private func bool(_ text: String) throws(InputProblem) -> Bool {
        try required(Self.words[NaturalKey.normalised(text)], text)
    }

    private func choice(_ text: String, among choices: [ChoiceDefinition]) throws(InputProblem) -> UInt32 {
        let wanted = Self.folded(text)
        for choice in choices {
            let names = [choice.identifier, choice.label.swedish, choice.label.english]
            if names.contains(where: { Self.folded($0) == wanted }) { return choice.number }
        }
        let names = choices.flatMap { [$0.label.swedish, $0.identifier] }
        throw problem(.unknownWord(text, nearest: nearestNames(to: text, among: names)))
    }

    /// Lower-cased, words parted by one space, whatever they were parted by.
    static func folded(_ text: String) -> String {
        NaturalKey.normalised(String(text.map { "_-–/".contains($0) ? " " : $0 }))
    }

    func record(of kind: KindNumber, _ text: String) throws(InputProblem) -> RecordID {
        if let id = Self.fullID(text) {
            guard let known = context.known(RecordKey(kind: kind, id: id)) else {
                throw problem(.recordNotFound(text, nearest: []))
            }
            return known
        }
        switch context.find(kind, text) {
        case .found(let id): return id
        case .several(let ids): throw problem(.ambiguous(text, ids))
        case .nothing(let nearest): throw problem(.recordNotFound(text, nearest: nearest))
        }
    }

    /// A UUID, with its hyphens or without.
    static func fullID(_ text: String) -> RecordID? {
        let trimmed = text.filter { !$0.isWhitespace }
        return trimmed.count == 36 || trimmed.count == 32 ? RecordID(trimmed) : nil
    }

    /// `observation:0d9f…`, or a kind and a name.
    private func anyRecord(_ text: String) throws(InputProblem) -> Value {
        let parts = text.split(maxSplits: 1) { $0 == ":" || $0 == "/" || $0.isWhitespace }.map(String.init)
        guard parts.count == 2 else { throw problem(.unreadable(text)) }
        return try anyRecord(kind: parts[0], record: parts[1])
    }

    func anyRecord(kind name: String, record text: String) throws(InputProblem) -> Value {
        guard let kind = Catalogue.kind(written: name) else {
            throw problem(.unknownKind(name, nearest: Catalogue.nearestKinds(to: name)))
        }
        let id = try record(of: kind.number, text)
        return RecordReference(RecordKey(kind: kind.number, id: id)).fieldValue
    }

    func problem(_ reason: InputProblem.Reason) -> InputProblem { InputProblem(reason, field: field) }

    private func required<Read>(_ read: Read?, _ text: String) throws(InputProblem) -> Read {
        guard let read else { throw problem(.unreadable(text)) }
        return read
    }
}

extension Catalogue {
    /// The kind that a person wrote: its name, or its label in either language.
    public static func kind(written text: String) -> KindDefinition? {
        let wanted = ValueReader.folded(text)
        return kinds.first { kind in
            [kind.name, kind.label.swedish, kind.label.english].contains { ValueReader.folded($0) == wanted }
        }
    }

    public static func nearestKinds(to text: String) -> [String] {
        nearestNames(to: text, among: kinds.flatMap { [$0.name, $0.label.swedish] })
    }
}

extension KindDefinition {
    /// The field that a person wrote: its name, or its label in either language.
    public func field(written text: String) -> FieldDefinition? {
        let wanted = ValueReader.folded(text)
        return self[text]
            ?? fields.first { field in
                [field.name, field.label.swedish, field.label.english].contains {
                    ValueReader.folded($0) == wanted
                }
            }
    }

    /// The names and Swedish labels of this kind that look most like a mistyped one.
    public func nearestFields(to text: String) -> [String] {
        nearestNames(to: text, among: fields.flatMap { [$0.name, $0.label.swedish] })
    }
}
