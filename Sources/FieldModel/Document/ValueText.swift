public import SyncCore

/// Values as people read them, in one language.
public struct ValueText: Sendable {
    private let language: Language
    private let title: @Sendable (RecordKey) throws(StoreError) -> String

    /// A writer of values.
    ///
    /// - Parameters:
    ///   - language: the language of choices and of yes and no.
    ///   - title: what a record that is referred to is called.
    public init(
        in language: Language,
        title: @escaping @Sendable (RecordKey) throws(StoreError) -> String
    ) {
        self.language = language
        self.title = title
    }

    /// A value of a field; of a field or a form that this version does not know, its bytes.
    public func text(of value: Value, in field: FieldDefinition?) throws(StoreError) -> String {
        guard let field else { return Self.bytes(of: value) }
        let text = try known(value, field) ?? Self.bytes(of: value)
        return field.unit.map { "\(text) \($0)" } ?? text
    }

    /// The shown value of a field, or the elements of a set, with commas between them; `nil` if there is
    /// none.
    public func text(of view: FieldView?, in field: FieldDefinition?) throws(StoreError) -> String? {
        guard let view else { return nil }
        guard view.status == .set else {
            guard let shown = view.shown else { return nil }
            return try text(of: shown, in: field)
        }
        var texts: [String] = []
        for element in view.elements { texts.append(try text(of: element, in: field)) }
        return texts.isEmpty ? nil : texts.sorted().joined(separator: ", ")
    }

    private func known(_ value: Value, _ field: FieldDefinition) throws(StoreError) -> String? {
        switch (field.form, value) {
        case (_, .empty): return Wording(swedish: "(tomt)", english: "(empty)")[language]
        case (.bool, .bool(let flag)): return Self.word(flag)[language]
        case (.integer, .integer(let number)): return String(number)
        case (.decimal(let scale, _), .decimal(let units)): return decimal(units, scale: scale)
        case (.text, .text(let text)): return text.printable
        case (.polygon, .text(let text)): return "GeoJSON (\(text.utf8.count) B)"
        case (.reference(let kind), .id(let record)):
            return try title(RecordKey(kind: kind, id: record))
        case (.anyRecord, .group):
            guard let reference = RecordReference(fieldValue: value) else { return nil }
            let kind = Catalogue.kind(reference.key.kind)?.label[language] ?? "\(reference.key.kind.rawValue)"
            return "\(kind) \(try title(reference.key))"
        case (.date, .date(let date)): return date.iso8601
        case (.instant, .instant(let instant)): return instant.readable
        case (.choice(let choices), .enumeration(let number)):
            return choices.first { $0.number == number }?.label[language] ?? "?\(number)"
        case (.position, .group): return Position(fieldValue: value).map(point)
        case (.photo, .group): return Photo(fieldValue: value).map(photo)
        default: return nil
        }
    }

    private static func word(_ flag: Bool) -> Wording {
        flag ? Wording(swedish: "ja", english: "yes") : Wording(swedish: "nej", english: "no")
    }

    private func decimal(_ units: Int64, scale: Int) -> String {
        let text = DecimalText.string(of: units, scale: scale)
        return language == .swedish ? String(text.map { $0 == "." ? "," : $0 }) : text
    }

    /// With a point in either language, so that what is read can be typed again.
    private func point(_ position: Position) -> String {
        let latitude = DecimalText.string(of: position.latitudeUnits, scale: Position.scale)
        let longitude = DecimalText.string(of: position.longitudeUnits, scale: Position.scale)
        return "\(latitude), \(longitude)" + (position.accuracyMetres.map { " ±\($0) m" } ?? "")
    }

    private func photo(_ photo: Photo) -> String {
        let name = (photo.caption ?? photo.mediaType).printable
        return "\(name) (\(photo.sha256.hexadecimal.prefix(8)))"
    }

    private static func bytes(of value: Value) -> String {
        "0x" + value.canonicalBytes.hexadecimal
    }
}

extension Instant {
    /// `2024-11-13 14:30`, by the clocks where it was read.
    public var readable: String {
        let text = iso8601
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))"
    }
}
