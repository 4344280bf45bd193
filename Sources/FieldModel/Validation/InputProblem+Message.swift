import SyncCore

extension InputProblem {
    /// What is wrong and what is accepted, for the person who typed it.
    ///
    /// Personal data is never repeated: only its
    /// place in the text and its kind are named.
    public var message: Wording {
        let subject = field.map {
            Wording(swedish: "\($0.label.swedish): ", english: "\($0.label.english): ")
        }
        let text = sentence
        return Wording(
            swedish: (subject?.swedish ?? "") + text.swedish,
            english: (subject?.english ?? "") + text.english
        )
    }

    private var sentence: Wording {
        switch reason {
        case .wrongType, .outOfRange, .notOnGlobe, .setMismatch, .unknownChoice: accepted
        case .tooLong(let count): tooLong(count)
        case .emptyText: Wording(swedish: "får inte vara tomt", english: "must not be empty")
        case .unprintable:
            Wording(
                swedish: "innehåller styrtecken; skriv vanlig text",
                english: "holds control characters; write plain text"
            )
        case .noSuchWeek(let year, let week): noSuchWeek(year: year, week: week)
        case .before(let other):
            Wording(
                swedish: "får inte ligga före \(other.label.swedish)",
                english: "must not lie before \(other.label.english)"
            )
        case .missing: Wording(swedish: "saknas; ange ett värde", english: "is missing; give a value")
        case .missingOneOf(let fields):
            Wording(
                swedish: "ange minst ett av: " + fields.map(\.label.swedish).joined(separator: ", "),
                english: "give at least one of: " + fields.map(\.label.english).joined(separator: ", ")
            )
        case .keyChanged:
            Wording(
                swedish: "ingår i postens nyckel och ändras aldrig; skapa en ny post",
                english: "is part of the record's key and never changes; make a new record"
            )
        case .personalData(let findings, let text): personalData(findings, in: text)
        case .unknownFieldNumber(let number):
            Wording(
                swedish: "fältet \(number.rawValue) finns inte i den här versionen",
                english: "this version has no field \(number.rawValue)"
            )
        case .unknownKindNumber(let number):
            Wording(
                swedish: "sorten \(number.rawValue) finns inte i den här versionen",
                english: "this version has no kind \(number.rawValue)"
            )
        case .notARecord:
            Wording(
                swedish: "är inte en post: skriv ett JSON-objekt med kind och fields",
                english: "is not a record: write a JSON object with kind and fields"
            )
        case .unreadableWeek(let text):
            Wording(
                swedish: "”\(text)” är ingen vecka; skriv 2024-W46, v46 eller, med --weeks, 1-45",
                english: "'\(text)' is no week; write 2024-W46, 46 or, with --weeks, 1-45"
            )
        case .notAnAssignment(let word):
            Wording(
                swedish: "”\(word)” är ingen tilldelning; skriv fält=värde, fält+=värde eller fält-=värde",
                english: "'\(word)' is no assignment; write field=value, field+=value or field-=value"
            )
        case .reviewRightMissing:
            Wording(
                swedish: "kräver rätten att granska; be förvaltaren om en ny kod",
                english: "needs the right to review; ask the administrator for a new code"
            )
        case .outsideLimits(let text, let limits):
            Wording(
                swedish: "\(text) ligger utanför det som mappningen godtar: \(limits)",
                english: "\(text) is outside what the mapping accepts: \(limits)"
            )
        case .saidOtherwise(let row):
            Wording(
                swedish: "rad \(row) säger något annat om samma post; låt en av dem stå",
                english: "row \(row) says otherwise of the same record; leave one of them"
            )
        default: lookup
        }
    }

    private var lookup: Wording {
        switch reason {
        case .unknownKind(let name, let nearest):
            suggestion("sorten ”\(name)” finns inte", "there is no kind '\(name)'", nearest)
        case .unknownField(let name, let nearest):
            suggestion("fältet ”\(name)” finns inte", "there is no field '\(name)'", nearest)
        case .unknownWord(let word, let nearest):
            suggestion("”\(word)” är inget av valen", "'\(word)' is none of the choices", nearest)
        case .recordNotFound(let name, let nearest):
            suggestion("hittar inte ”\(name)”", "cannot find '\(name)'", nearest)
        case .ambiguous(let name, let ids):
            Wording(
                swedish: "”\(name)” är flera poster; ange en av dem: \(Self.list(ids))",
                english: "'\(name)' is several records; give one of them: \(Self.list(ids))"
            )
        case .notAnID(let text):
            Wording(
                swedish: "”\(text)” är inget id; ange ett UUID, eller inget alls för en ny post",
                english: "'\(text)' is no id; give a UUID, or none at all for a new record"
            )
        case .photoRefused(let path, let refusal): refusal.words(of: path)
        default: unreadable
        }
    }

    private var unreadable: Wording {
        guard case .unreadable(let text) = reason else { return accepted }
        return Wording(
            swedish: "kan inte läsa ”\(text)”; \(accepted.swedish)",
            english: "cannot read '\(text)'; \(accepted.english)"
        )
    }

    private static func list(_ ids: [RecordID]) -> String {
        ids.map(\.uuidString).joined(separator: ", ")
    }

    private func suggestion(_ swedish: String, _ english: String, _ nearest: [String]) -> Wording {
        let names = nearest.joined(separator: ", ")
        guard !nearest.isEmpty else {
            if case .unknownField = reason { return Wording(swedish: swedish, english: english) }
            return Wording(
                swedish: "\(swedish); \(accepted.swedish)",
                english: "\(english); \(accepted.english)"
            )
        }
        return Wording(
            swedish: "\(swedish); menade du \(names)?",
            english: "\(english); did you mean \(names)?"
        )
    }

    private func tooLong(_ count: Int) -> Wording {
        Wording(
            swedish: "är \(count) tecken långt; \(accepted.swedish)",
            english: "is \(count) characters long; \(accepted.english)"
        )
    }

    private func noSuchWeek(year: Int, week: Int) -> Wording {
        let count = ISOWeek.count(in: year)
        return Wording(
            swedish: "år \(year) har ingen vecka \(week); ange 1–\(count)",
            english: "\(year) has no week \(week); give 1–\(count)"
        )
    }

    private func personalData(_ findings: [PrivacyGuard.Finding], in text: String) -> Wording {
        let places = findings.map { finding in
            let start = text.distance(from: text.startIndex, to: finding.range.lowerBound) + 1
            let count = text.distance(from: finding.range.lowerBound, to: finding.range.upperBound)
            return Wording(
                swedish: "\(finding.kind.label.swedish) vid tecken \(start)–\(start + count - 1)",
                english: "\(finding.kind.label.english) at characters \(start)–\(start + count - 1)"
            )
        }
        return Wording(
            swedish: "innehåller \(places.map(\.swedish).joined(separator: ", ")); "
                + "personuppgifter får inte sparas, ta bort dem",
            english: "holds \(places.map(\.english).joined(separator: ", ")); "
                + "personal data must not be saved, remove it"
        )
    }

    private var accepted: Wording {
        if case .setMismatch = reason, let field {
            return field.isSet
                ? Wording(swedish: "är en lista; lägg till eller ta bort", english: "is a set; add or remove")
                : Wording(swedish: "är inte en lista; ange ett värde", english: "is no set; give one value")
        }
        return field?.acceptedValues ?? Catalogue.acceptedKinds
    }
}
