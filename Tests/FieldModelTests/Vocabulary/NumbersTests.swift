import FieldModel
import SyncCore
import Testing

/// The numbers in the log.
///
/// A failure here means that old records would be read as something else: add lines to
/// the list, never change one.
@Suite struct NumbersTests {
    @Test func `no kind, field or choice has changed its number, name or policy`() {
        let lines = Catalogue.kinds.flatMap { kind in
            ["\(kind.number.rawValue) \(kind.name)"] + kind.fields.filter { !isShared($0) }.map(Self.line)
        }
        let shared = Catalogue.kinds[0].fields.filter(isShared).map(Self.line)
        let actual = (["every kind"] + shared + lines).joined(separator: "\n")
        #expect(actual == Self.golden)
    }

    private func isShared(_ field: FieldDefinition) -> Bool { (512..<520).contains(field.number.rawValue) }

    private static func line(_ field: FieldDefinition) -> String {
        let traits = [(FieldTraits.key, "key"), (.required, "required")].filter {
            field.traits.contains($0.0)
        }
        let words = [policy(field.policy), form(field.form)] + traits.map(\.1)
        let choices = field.choices.map { "\n    \($0.number) \($0.identifier)" }.joined()
        return "  \(field.number.rawValue) \(field.name): \(words.joined(separator: " "))" + choices
    }

    private static func policy(_ policy: MergePolicy) -> String {
        switch policy {
        case .latest: "latest"
        case .highest(.number): "highest"
        case .highest(.ranks(let ranks)): "highest(\(ranks.map(String.init).joined(separator: "<")))"
        case .union: "union"
        case .decide: "decide"
        }
    }

    private static func form(_ form: FieldForm) -> String {
        switch form {
        case .decimal(let scale, _): "decimal\(scale)"
        case .reference(let kind): "reference(\(kind.rawValue))"
        case .choice: "choice"
        case .integer: "integer"
        case .text: "text"
        default: "\(form)"
        }
    }
}
