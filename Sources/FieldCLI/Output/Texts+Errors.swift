import FieldModel
import SyncCore
import Terminal

extension Texts {
    /// What a person is told of an error, and the exit status; `nil` for errors of the command line's parser.
    func failure(for error: any Error) -> CommandProgram.Failure? {
        switch error {
        case let error as CommandError: commandFailure(for: error)
        case let error as StoreError: failed(message(for: error))
        case let error as EnrolmentError: failed(message(for: error))
        case let error as AddressError: failed(message(for: error))
        case let error as KeyStoreError: failed(message(for: error))
        case let error as SyncProblem: failed(message(for: error))
        case let problems as Problems:
            CommandProgram.Failure(message: lines(of: problems), exitCode: ExitStatus.notAccepted)
        default: nil
        }
    }

    private func failed(_ message: String) -> CommandProgram.Failure {
        CommandProgram.Failure(message: message, exitCode: ExitStatus.failed)
    }

    /// A problem a line.
    func lines(of problems: Problems) -> String {
        problems.all.map { "  " + $0.message[language] }.joined(separator: "\n")
    }

    private func commandFailure(for error: CommandError) -> CommandProgram.Failure {
        switch error {
        case .told(let exitCode): CommandProgram.Failure(message: "", exitCode: exitCode)
        case .interrupted:
            CommandProgram.Failure(
                message: pick(
                    "Avbrutet. Allt som är antecknat är sparat på datorn.",
                    "Interrupted. Everything recorded is saved on this computer."
                ),
                exitCode: ExitStatus.interrupted
            )
        case .notAccepted, .linesNotAccepted:
            CommandProgram.Failure(message: notAccepted(error), exitCode: ExitStatus.notAccepted)
        case .nothingFound, .severalFound, .noDraft, .unknownSpace, .severalSpaces, .noConflict,
            .noSuchChoice, .choiceMissing:
            CommandProgram.Failure(message: notFound(error), exitCode: ExitStatus.notFound)
        default: failed(trouble(error))
        }
    }

    private func notAccepted(_ error: CommandError) -> String {
        switch error {
        case .notAccepted(let problems, let draft):
            let kept = draft.map {
                pick(
                    "\nInget sparades. Det du skrev finns kvar som utkast \($0); rätta och spara det så:\n"
                        + "  field draft save \($0) fält=värde",
                    "\nNothing was saved. What you typed is kept as draft \($0); mend and save it so:\n"
                        + "  field draft save \($0) field=value"
                )
            }
            return pick("Det går inte att spara så:\n", "This cannot be saved as it is:\n")
                + lines(of: problems) + (kept ?? pick("\nInget sparades.", "\nNothing was saved."))
        case .linesNotAccepted(let faults, let draft):
            let listed = faults.map { fault in
                pick("rad \(fault.line):\n", "line \(fault.line):\n") + lines(of: fault.problems)
            }
            let kept =
                draft.map { keptAsDraft($0) }
                ?? pick(
                    "Filen är orörd: rätta raderna och kör igen.",
                    "The file is as it was: mend the lines and run again."
                )
            return listed.joined(separator: "\n")
                + pick(
                    "\n\(faults.count) rader godtas inte, så ingen rad sparades. ",
                    "\n\(faults.count) lines are not accepted, so none was saved. "
                ) + kept
        default: return ""
        }
    }

    private func notFound(_ error: CommandError) -> String {
        switch error {
        case .nothingFound(let text, let nearest):
            return pick("Hittar inget som heter ”\(text)”.", "Nothing is called '\(text)'.") + hint(nearest)
                + pick(
                    " field list visar vad som finns. Inget ändrades.",
                    " field list shows what there is. Nothing changed."
                )
        case .severalFound(let text, let found):
            return pick("”\(text)” kan mena flera:\n", "'\(text)' may mean several:\n") + listed(found)
                + pick(
                    "\nSkriv början på ett id. Inget ändrades.",
                    "\nType the beginning of an id. Nothing changed."
                )
        case .noDraft(let name, let known):
            let names = known.joined(separator: ", ")
            return pick("Det finns inget utkast \(name).", "There is no draft \(name).")
                + (known.isEmpty
                    ? pick(" Inga utkast finns.", " There are no drafts.")
                    : pick(" Utkast: \(names).", " Drafts: \(names)."))
        case .unknownSpace(let name, let known):
            let names = known.joined(separator: ", ")
            return pick(
                "Du är inte med i något rum \(name).\(hint(nearestNames(to: name, among: known))) Dina "
                    + "rum: \(names).",
                "You are in no space \(name).\(hint(nearestNames(to: name, among: known))) Your spaces: "
                    + "\(names)."
            )
        case .severalSpaces(let names):
            let list = names.joined(separator: ", ")
            return pick(
                "Du är med i flera rum: \(list). Välj med --space eller FIELD_SPACE. Inget ändrades.",
                "You are in several spaces: \(list). Choose with --space or FIELD_SPACE. Nothing changed."
            )
        default: return aboutConflict(error)
        }
    }

    private func aboutConflict(_ error: CommandError) -> String {
        switch error {
        case .noConflict(let record, let field):
            pick(
                "\(record.shortID) (\(record.headline)) har ingen öppen konflikt"
                    + (field.map { " i \($0)" } ?? "") + ". Inget ändrades.",
                "\(record.shortID) (\(record.headline)) has no open conflict"
                    + (field.map { " in \($0)" } ?? "") + ". Nothing changed."
            )
        case .noSuchChoice(let choice, let choices):
            pick(
                "”\(choice)” är inget av valen: \(choices.joined(separator: ", ")). Inget ändrades.",
                "'\(choice)' is none of the choices: \(choices.joined(separator: ", ")). Nothing changed."
            )
        case .choiceMissing(let record, let field):
            pick(
                "Säg vad som ska gälla för \(field) i \(record.shortID): --choose a, eller --value. "
                    + "field conflicts \(record.shortID) visar valen. Inget ändrades.",
                "Say what is to hold for \(field) of \(record.shortID): --choose a, or --value. "
                    + "field conflicts \(record.shortID) shows the choices. Nothing changed."
            )
        default: ""
        }
    }

    private func trouble(_ error: CommandError) -> String {
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
                "Kan inte använda \(path) (\(Self.system(code))). Inget ändrades. Kontrollera disken och "
                    + "mappens rättigheter, eller välj en annan mapp med --home.",
                "Cannot use \(path) (\(Self.system(code))). Nothing changed. Check the disk and the folder's "
                    + "permissions, or choose another folder with --home."
            )
        default: aboutFiles(error)
        }
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
                "Kan inte läsa \(path) (\(Self.system(code))). Inget sparades.",
                "Cannot read \(path) (\(Self.system(code))). Nothing was saved."
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
        case .reviewRightMissing(let field):
            pick(
                "\(field) kräver rätten att granska, som datorn inte har i rummet. Inget ändrades. Be "
                    + "förvaltaren om en ny kod.",
                "\(field) needs the right to review, which this computer does not have in the space. Nothing "
                    + "changed. Ask the administrator for a new code."
            )
        case .codeMissing:
            pick(
                "Ingen engångskod angavs. Inget skickades. Skriv koden när den efterfrågas, eller ge den på "
                    + "standard input.",
                "No one-time code was given. Nothing was sent. Type the code when asked, or give it on "
                    + "standard input."
            )
        case .code(let error): message(for: error)
        default: ""
        }
    }

    func hint(_ nearest: [String]) -> String {
        guard !nearest.isEmpty else { return "" }
        let names = nearest.joined(separator: ", ")
        return pick(" Menade du \(names)?", " Did you mean \(names)?")
    }

    private func listed(_ found: [FoundRecord]) -> String {
        found.map { "  \($0.shortID)  \($0.headline)" }.joined(separator: "\n")
    }
}
