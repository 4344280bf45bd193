import FieldModel
import SyncCore

/// What keeps a command from its work, in words.
extension Texts {
    func trouble(_ error: CommandError) -> String {
        switch error {
        case .notEnrolled(let home):
            pick(
                "Datorn är inte ansluten till någon server (\(home)). Be förvaltaren om en engångskod och "
                    + "kör: "
                    + "field enroll ADRESS",
                "This computer is not enrolled with a server (\(home)). Ask the administrator for a one-time "
                    + "code and run: field enroll ADDRESS"
            )
        case .severalServers(let addresses):
            pick(
                "Datorn är ansluten till flera servrar (\(addresses.joined(separator: ", "))), så "
                    + "--address säger "
                    + "inte vilken som har flyttat. Anslut till den på nytt: field enroll ADRESS",
                "This computer is enrolled with several servers (\(addresses.joined(separator: ", "))), so "
                    + "that "
                    + "--address does not say which has moved. Enrol with it anew: field enroll ADDRESS"
            )
        case .home(let path, let code):
            pick(
                "Kan inte använda \(path) (\(system(code))). Inget ändrades. Kontrollera disken och "
                    + "mappens rättigheter, eller välj en annan mapp med --home.",
                "Cannot use \(path) (\(system(code))). Nothing changed. Check the disk and the folder's "
                    + "permissions, or choose another folder with --home."
            )
        default: aboutFiles(error)
        }
    }

    private func reason(of error: StoreError) -> String {
        if case .diskFull = error { return pick("disken är full", "the disk is full") }
        return "\(error)"
    }

    private func aboutFiles(_ error: CommandError) -> String {
        switch error {
        case .homeDamaged(let path):
            pick(
                "\(path) går inte att läsa och lämnades orörd. Det som är antecknat ligger i lagret och är "
                    + "kvar. Lägg tillbaka filen från en kopia, eller anslut datorn på nytt med en ny kod.",
                "\(path) cannot be read, and was left as it is. What is recorded lies in the store and is "
                    + "there. Put the file back from a copy, or enrol this computer anew with a new code."
            )
        case .homeNotPrivate(let path):
            pick(
                "Andra användare kan läsa \(path), så den används inte. Om ingen annan har haft tillgång: "
                    + "chmod 600 \(path). Annars: be om en ny anslutning.",
                "Other users may read \(path), so it is not used. If nobody else has had access: "
                    + "chmod 600 \(path). Otherwise ask for a new enrolment."
            )
        case .fileNotReadable(let path, let code):
            pick(
                "Kan inte läsa \(path) (\(system(code))). Inget sparades.",
                "Cannot read \(path) (\(system(code))). Nothing was saved."
            )
        case .notUTF8(let path, let line):
            pick(
                "\(path), rad \(line), är inte UTF-8. Inget sparades. Spara filen som UTF-8 och kör igen.",
                "\(path), line \(line), is not UTF-8. Nothing was saved. Save the file as UTF-8 and run "
                    + "again."
            )
        default: aboutWork(error)
        }
    }

    private func aboutWork(_ error: CommandError) -> String {
        switch error {
        case .savedAndNotRead(let error):
            pick(
                "Det är sparat på datorn; skriv det inte igen. Det gick bara inte att visa efteråt "
                    + "(\(reason(of: error))).",
                "It is saved on this computer; do not type it again. Only it could not be shown afterwards "
                    + "(\(reason(of: error)))."
            )
        case .walkIsRunning(let walk):
            pick(
                "En vandring pågår redan: \(walk.shortID) (\(walk.headline)). Avsluta den först: field "
                    + "walk end",
                "A walk is under way already: \(walk.shortID) (\(walk.headline)). End it first: field walk "
                    + "end"
            )
        case .noWalkIsRunning:
            pick(
                "Ingen vandring pågår. Börja en: field walk start --type trygghetsvandring --place PLATS",
                "No walk is under way. Start one: field walk start --type safety_walk --place PLACE"
            )
        case .nothingToUndo(let record):
            pick(
                "Inget av det du skrivit i \(record.shortID) (\(record.headline)) går att ångra: det har "
                    + "ersatts, "
                    + "eller så är det hela posten. En hel post tas tillbaka med field withdraw.",
                "Nothing that you wrote in \(record.shortID) (\(record.headline)) can be undone: it has been "
                    + "superseded, or it is the whole record. A whole record is taken back by field withdraw."
            )
        case .codeMissing:
            pick(
                "Ingen engångskod angavs. Inget skickades. Skriv koden när den efterfrågas, eller ge den på "
                    + "standard input.",
                "No one-time code was given. Nothing was sent. Type the code when asked, or give it on "
                    + "standard input."
            )
        case .code(let error): message(for: error)
        case .redactionNotConfirmed, .answerNotUnderstood: aboutRedaction(error)
        default: ""
        }
    }
}
