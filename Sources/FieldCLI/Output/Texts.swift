import FieldModel
import SyncCore
import Terminal

/// Every message of `field`, in one place by topic: see the extensions.
struct Texts: Sendable {
    let language: Language

    func pick<Value>(_ swedish: Value, _ english: Value) -> Value { language.pick(swedish, english) }

    func label(of kind: KindNumber) -> String {
        Catalogue.kind(kind)?.label[language]
            ?? pick("okänd sort \(kind.rawValue)", "unknown kind \(kind.rawValue)")
    }

    func label(of field: FieldNumber, in kind: KindNumber) -> String {
        if field == .withdrawal { return pick("tillbakatagande", "withdrawal") }
        return Catalogue.kind(kind)?[field]?.label[language] ?? "\(field.rawValue)"
    }

    func saved(_ record: FoundRecord, kind: KindNumber) -> String {
        pick(
            "Sparat: \(label(of: kind)) \(record.shortID) (\(record.headline))",
            "Saved: \(label(of: kind)) \(record.shortID) (\(record.headline))"
        )
    }

    func unchanged(_ record: FoundRecord) -> String {
        pick(
            "Inget att ändra: \(record.shortID) (\(record.headline)) är redan så.",
            "Nothing to change: \(record.shortID) (\(record.headline)) is so already."
        )
    }

    var nothingToShow: String { pick("Inget att visa.", "Nothing to show.") }

    func keptAsDraft(_ name: String) -> String {
        pick(
            "Det du skrev finns kvar som utkast \(name). Spara det sedan: field draft save \(name)",
            "What you typed is kept as draft \(name). Save it later: field draft save \(name)"
        )
    }

    /// What was typed, given back where it can be kept nowhere.
    func typedText(_ content: Draft.Content) -> String {
        let typed =
            switch content {
            case .record(let line): line
            case .edit(let kind, let record, let assignments):
                "\(kind) \(record) \(assignments.joined(separator: " "))"
            case .lines(let text): text
            }
        return pick(
            "Utkastet kunde inte heller sparas. Kopiera det du skrev härifrån:\n\(typed)",
            "Nor could the draft be kept. Copy what you typed from here:\n\(typed)"
        )
    }

    func enrolled(_ memberships: [EnrolledServer.Membership]) -> String {
        let lines = memberships.map { membership in
            let rights =
                membership.rights.contains(.review)
                ? pick("får anteckna och granska", "may record and review")
                : pick("får anteckna", "may record")
            return "  \(membership.name): \(membership.pseudonym), \(rights)"
        }
        return pick(
            "Datorn är ansluten. Rum:\n",
            "This computer is enrolled. Spaces:\n"
        ) + lines.joined(separator: "\n")
            + pick(
                "\nNästa steg: field sync hämtar det som redan finns.",
                "\nNext: field sync fetches what is there already."
            )
    }

    var codeQuestion: String { pick("Engångskod från förvaltaren:", "One-time code from the administrator:") }
}

extension Texts {
    func withdrawn(_ record: FoundRecord) -> String {
        pick(
            "Tillbakatagen: \(record.shortID) (\(record.headline)). Ångra: field undo \(record.shortID)",
            "Withdrawn: \(record.shortID) (\(record.headline)). Undo: field undo \(record.shortID)"
        )
    }

    func undone(_ record: FoundRecord, _ what: String) -> String {
        pick(
            "Ångrat i \(record.shortID) (\(record.headline)): \(what)",
            "Undone in \(record.shortID) (\(record.headline)): \(what)"
        )
    }

    var withdrawalQuestion: String {
        pick("Ska posten vara kvar eller tas tillbaka?", "Is the record to stay, or to be withdrawn?")
    }

    func choiceQuestion(_ field: String) -> String {
        pick("Vad ska gälla för \(field)?", "What is to hold for \(field)?")
    }
}

extension Texts {
    var readingLines: String { pick("läser", "reading") }

    func entered(_ count: Int) -> String {
        pick(
            count == 1 ? "1 post sparad." : "\(count) poster sparade.",
            count == 1 ? "1 record saved." : "\(count) records saved."
        )
    }
}
