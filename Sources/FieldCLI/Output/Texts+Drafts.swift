import FieldModel
import SyncCore

extension Texts {
    var noDrafts: String { pick("Inga utkast.", "No drafts.") }

    var draftHeadings: [String] { pick(["nr", "skrivet", "vad"], ["no", "typed", "what"]) }

    func dropped(_ name: String) -> String { pick("Utkast \(name) är borta.", "Draft \(name) is gone.") }

    func howToMend(file name: String) -> String {
        pick(
            "Lägg det i en fil, rätta den och läs in den:\n"
                + "  field draft show \(name) > FIL\n  field record --from FIL\n  field draft drop \(name)",
            "Put it in a file, mend that and read it in:\n"
                + "  field draft show \(name) > FILE\n  field record --from FILE\n  field draft drop \(name)"
        )
    }

    func howToSave(file name: String) -> String {
        pick("Spara det sedan:\n  field draft save \(name)", "Save it later:\n  field draft save \(name)")
    }

    /// A draft in one line.
    func summary(of content: Draft.Content) -> String {
        switch content {
        case .record(let line):
            guard case .object(let members)? = try? JSONValue(line: line),
                case .string(let kind)? = members["kind"], case .object(let fields)? = members["fields"]
            else { return line }
            // Records that the program filled in itself, by their whole id, tell a person nothing.
            let words = fields.sorted { $0.key < $1.key }
                .map { (name: $0.key, word: Self.word($0.value)) }
                .filter { $0.word.count != 36 || RecordID($0.word) == nil }
                .map { "\($0.name)=\($0.word)" }
            return "\(Catalogue.kind(named: kind)?.label[language] ?? kind): \(words.joined(separator: " "))"
        case .edit(let kind, let record, let assignments):
            return "\(Catalogue.kind(named: kind)?.label[language] ?? kind) \(record.prefix(8)): "
                + assignments.joined(separator: " ")
        case .lines(let text):
            let count = text.split(separator: "\n").count
            return pick(
                "\(count) \(count == 1 ? "rad" : "rader") från standard input",
                "\(count) \(count == 1 ? "line" : "lines") from standard input"
            )
        }
    }

    private static func word(_ json: JSONValue) -> String {
        if case .string(let text) = json { return text }
        return json.line
    }
}
