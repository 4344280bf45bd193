import Terminal

extension Texts {
    func leaveQuestion(_ name: String) -> String {
        pick(
            "Allt i \(name) raderas från datorn, när det är skickat. Skriv rummets namn för att gå vidare: ",
            "All of \(name) is deleted from this computer, once it is sent. Type the space's name to go on: "
        )
    }

    func left(_ name: String) -> String {
        pick(
            "\(name) är raderat från datorn. Servern har allt.",
            "\(name) is deleted from this computer. The server has everything."
        )
    }

    func leavingFailure(for error: CommandError) -> String? {
        switch error {
        case .notLeft(let name):
            pick("\(name) är kvar. Inget raderades.", "\(name) stays. Nothing was deleted.")
        case .draftsLeft(let name, let drafts):
            pick(
                "Det finns utkast i \(name): \(drafts.joined(separator: ", ")). Inget raderades. Spara eller "
                    + "släng dem först: field draft",
                "There are drafts in \(name): \(drafts.joined(separator: ", ")). Nothing was deleted. Save "
                    + "or drop them first: field draft"
            )
        case .unsentLeft(let name, let count):
            pick(
                "\(changes(count)) i \(name) är inte tryggt på servern. Inget raderades. Synka, och försök "
                    + "igen.",
                "\(changes(count)) in \(name) are not safe on the server. Nothing was deleted. Sync, and try "
                    + "again."
            )
        default: nil
        }
    }
}
