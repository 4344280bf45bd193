import FieldModel
import SyncCore

/// The catalogue as Documentation/Fields.md shows it.
///
/// Other programs read the page: Examples/python-client does.
enum FieldTable {
    static var page: String { introduction + Catalogue.kinds.map(section).joined() }

    private static let introduction = """
        # Kinds and fields

        What the log's numbers mean, and how each field merges. Numbers are never used again. A test keeps
        this page equal to the catalogue in Sources/FieldModel; do not edit it by hand.

        *Type*: the value's type (Documentation/Protocol.md, section 2), its unit or scale, and for an
        enumeration the number and name of each choice. *Merge*: the policy (section 7); `highest` goes by the
        number itself, or by the ranks that are given, the lowest first. Key fields make the record's id and
        never change. Fields from 512 up need the right to review.

        """

    private static func section(_ kind: KindDefinition) -> String {
        let rows = kind.fields.map { field in
            "| \(field.number.rawValue) | `\(field.name)` | \(type(of: field)) | \(merge(of: field)) | "
                + "\(notes(on: field)) | \(field.label.swedish) |\n"
        }
        return """

            ## \(kind.number.rawValue) \(kind.name)

            In Swedish: \(kind.label.swedish).

            | number | name | type | merge | notes | in Swedish |
            | --- | --- | --- | --- | --- | --- |

            """ + rows.joined()
    }

    private static func type(of field: FieldDefinition) -> String {
        switch field.form {
        case .bool: "bool"
        case .integer: "integer"
        case .decimal(let scale, _): "decimal, scale \(scale)"
        case .text(let length): "text, at most \(length) characters"
        case .polygon: "text: GeoJSON"
        case .reference(let kind): "id (of kind \(Catalogue.kind(kind)?.name ?? "\(kind.rawValue)"))"
        case .anyRecord: "group (integer: kind, id)"
        case .date: "date"
        case .instant: "instant"
        case .choice(let choices):
            "enumeration: " + choices.map { "\($0.number) \($0.identifier)" }.joined(separator: ", ")
        case .position:
            "group (decimal: latitude, decimal: longitude, scale 7; integer: accuracy in metres, or empty)"
        case .photo: "group (bytes: SHA-256, text: media type, text: caption, or empty)"
        }
    }

    private static func merge(of field: FieldDefinition) -> String {
        switch field.policy {
        case .latest: "latest"
        case .union: "union"
        case .decide: "decide"
        case .highest(.number): "highest"
        case .highest(.ranks(let ranks)): "highest: " + ranks.map(String.init).joined(separator: " < ")
        }
    }

    private static func notes(on field: FieldDefinition) -> String {
        var notes: [String] = []
        if field.isKey { notes.append("key") } else if field.isRequired { notes.append("required") }
        if let unit = field.unit { notes.append(unit) }
        return notes.joined(separator: ", ")
    }
}
