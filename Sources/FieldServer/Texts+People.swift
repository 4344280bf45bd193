import SyncServer

extension Texts {
    func personAdded(_ person: FreshPerson, link: String, until: String) -> String {
        let spaces = person.spaces.joined(separator: ", ")
        let heading =
            person.isNew
            ? pick(
                "\(person.pseudonym) finns nu, i \(spaces).",
                "\(person.pseudonym) is there now, in \(spaces)."
            )
            : pick(
                "\(person.pseudonym) fanns redan, och har nu \(spaces). Lösenordet gäller tills länken "
                    + "används.",
                "\(person.pseudonym) was there already, and has \(spaces) now. The password holds until the "
                    + "link is used."
            )
        return heading + "\n"
            + pick(
                "Engångslänk för att välja lösenord, giltig till \(until):\n\n    \(link)\n\n"
                    + "Länken visas bara nu. Ge den till personen på ett säkert sätt.",
                "One-time link to choose a password, valid until \(until):\n\n    \(link)\n\n"
                    + "The link is shown only now. Give it to the person in a safe way."
            )
    }

    func personDisabled(_ pseudonym: String) -> String {
        pick(
            "\(pseudonym) kan inte logga in längre, och är utloggad överallt. Det som personen skrivit finns "
                + "kvar. field-server person add släpper in den igen.",
            "\(pseudonym) can sign in no more, and is signed out everywhere. What the person wrote stays. "
                + "field-server person add lets them in again."
        )
    }

    var noPeople: String {
        pick(
            "Inga personer än. Nästa steg: field-server person add",
            "No people yet. Next: field-server person add"
        )
    }

    var personHeadings: [String] {
        pick(["person", "rum", "läge"], ["person", "spaces", "state"])
    }

    var readsOnly: String { pick("läser", "reads") }

    func state(of person: PersonReport) -> String {
        if person.disabledAt != nil { return pick("avstängd", "disabled") }
        if person.hasIdentity { return pick("aktiv (stadens inloggning)", "active (the city's sign-in)") }
        return person.hasPassword ? pick("aktiv", "active") : pick("väntar på lösenord", "no password yet")
    }

    /// On standard error, so that the token alone can be piped on.
    func tokenAdded(_ name: String, space: String) -> String {
        pick(
            "\(name) läser \(space) med denna token. Den visas bara nu.",
            "\(name) reads \(space) with this token. It is shown only now."
        )
    }

    func tokenRevoked(_ name: String) -> String {
        pick("\(name) kan inte läsa längre.", "\(name) can read no more.")
    }

    var noTokens: String {
        pick(
            "Inga token än. Nästa steg: field-server token add",
            "No tokens yet. Next: field-server token add"
        )
    }

    var tokenHeadings: [String] {
        pick(["namn", "rum", "gjord", "använd", "läge"], ["name", "space", "made", "used", "state"])
    }

    var revokedToken: String { pick("indragen", "revoked") }

    /// What stops a command about people or tokens; `nil` for anything else.
    func message(forPeople error: ServerError) -> String? {
        switch error {
        case .unknownPerson(let name, let nearest):
            pick(
                "Ingen person heter \(name).\(hint(nearest)) field-server person list visar dem. Inget "
                    + "ändrades.",
                "No person is called \(name).\(hint(nearest)) field-server person list shows them. Nothing "
                    + "changed."
            )
        case .unknownToken(let name, let nearest):
            pick(
                "Ingen token heter \(name).\(hint(nearest)) field-server token list visar dem. Inget "
                    + "ändrades.",
                "No token is called \(name).\(hint(nearest)) field-server token list shows them. Nothing "
                    + "changed."
            )
        case .tokenExists(let name):
            pick(
                "Det finns redan en token som heter \(name), kanske indragen. Välj ett annat namn. Inget "
                    + "ändrades.",
                "There is a token called \(name) already, maybe revoked. Choose another name. Nothing "
                    + "changed."
            )
        case .passwordNotHashed:
            pick(
                "Minnet räcker inte för att räkna ut lösenordet. Inget ändrades. Försök igen.",
                "There is not enough memory to hash the password. Nothing changed. Try again."
            )
        default: nil
        }
    }
}
