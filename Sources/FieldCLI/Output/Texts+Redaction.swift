import SyncCore

/// Erasing values for good, in words.
extension Texts {
    var placeHeadings: [String] {
        pick(
            ["sort", "id", "fält", "skrivet", "av", "post"],
            ["kind", "id", "fields", "written", "by", "record"]
        )
    }

    var nowhereElse: String {
        pick("Samma värde finns ingen annanstans i rummet.", "The value stands nowhere else in the space.")
    }

    func elsewhere(_ reply: RedactionReply) -> String {
        let count = reply.elsewhereMore ? "\(reply.elsewhereCount)+" : "\(reply.elsewhereCount)"
        return reply.elsewhere.contains(where: \.goes)
            ? pick(
                "Samma värde finns på \(count) andra ställen och raderas där också:",
                "The same value stands in \(count) other places, and goes there, too:"
            )
            : pick(
                "Samma värde finns på \(count) andra ställen och blir KVAR där (--everywhere raderar där "
                    + "också):",
                "The same value stands in \(count) other places, and STAYS there (--everywhere erases it "
                    + "there, too):"
            )
    }

    var goesForGood: String {
        pick("Det här raderas för gott, hos alla:", "This goes for good, for everybody:")
    }

    var redactQuestion: String { pick("Radera? [ja/nej]", "Erase? [yes/no]") }

    func redacted(_ record: FoundRecord, _ changes: Int) -> String {
        pick(
            "Raderat i \(self.changes(changes)): \(record.shortID). Servern har raderat; varje dator raderar "
                + "när den synkar. Gamla säkerhetskopior, stickor och utkast har kvar det.",
            "Erased in \(self.changes(changes)): \(record.shortID). The server has erased it; every computer "
                + "does when it syncs. Old backups, sticks and drafts still hold it."
        )
    }

    func aboutRedaction(_ error: CommandError) -> String {
        switch error {
        case .redactionNotConfirmed:
            pick(
                "Inget raderades. Kör med --yes om det ovan ska raderas.",
                "Nothing was erased. Run it with --yes if the above is to go."
            )
        case .answerNotUnderstood:
            pick(
                "Servern gav ett svar som programmet inte förstår; de kan vara av olika version. Visa "
                    + "historiken (field show --history) för att se vad som raderades.",
                "The server gave an answer that this program does not understand; they may be of different "
                    + "versions. Look at the history (field show --history) to see what was erased."
            )
        default: ""
        }
    }
}
