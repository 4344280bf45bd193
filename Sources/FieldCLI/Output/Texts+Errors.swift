import FieldModel
import Imports
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
        case let error as PassphraseError: failed(message(for: error))
        case BundleError.cancelled:
            CommandProgram.Failure(
                message: message(for: BundleError.cancelled),
                exitCode: ExitStatus.interrupted
            )
        case let error as BundleError: failed(message(for: error))
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
        case .notAccepted, .linesNotAccepted, .notUnderstood, .draftIsFile:
            CommandProgram.Failure(message: notAccepted(error), exitCode: ExitStatus.notAccepted)
        case .notImported(let fault):
            CommandProgram.Failure(
                message: fault.message[language] + pick(" Inget sparades.", " Nothing was saved."),
                exitCode: ExitStatus.notAccepted
            )
        case .storeNotOpened(let error, let kept): failed(message(for: error) + words(about: kept))
        case .nothingFound, .severalFound, .noDraft, .unknownSpace, .severalSpaces, .noConflict,
            .notAQuestion, .noSuchChoice, .choiceMissing, .noPhoto:
            CommandProgram.Failure(message: notFound(error), exitCode: ExitStatus.notFound)
        default: failed(leavingFailure(for: error) ?? aboutPhoto(error) ?? trouble(error))
        }
    }

    private func notAccepted(_ error: CommandError) -> String {
        switch error {
        case .notUnderstood(let problem):
            return pick("Det går inte att tolka:\n", "This is not understood:\n")
                + lines(of: Problems([problem]))
                + pick("\nInget ändrades.", "\nNothing changed.")
        case .draftIsFile(let name):
            return pick(
                "Utkast \(name) är en hel fil, så enstaka fält går inte att rätta där. ",
                "Draft \(name) is a whole file, so single fields of it cannot be mended. "
            ) + howToMend(file: name)
        case .notAccepted(let problems, let draft, let found):
            let kept = draft.map {
                pick(
                    "\nInget sparades. Det du skrev finns kvar som utkast \($0); rätta och spara det så:\n"
                        + "  field draft save \($0) fält=värde",
                    "\nNothing was saved. What you typed is kept as draft \($0); mend and save it so:\n"
                        + "  field draft save \($0) field=value"
                )
            }
            return pick("Det går inte att spara så:\n", "This cannot be saved as it is:\n")
                + lines(of: problems) + (found.isEmpty ? "" : "\n" + listed(found))
                + (kept ?? pick("\nInget sparades.", "\nNothing was saved."))
        case .linesNotAccepted(let faults, let draft):
            let listed = faults.map { fault in
                pick("rad \(fault.line):\n", "line \(fault.line):\n") + lines(of: fault.problems)
            }
            let kept =
                draft.map { pick("Det du skrev är kvar. ", "What you typed is kept. ") + howToMend(file: $0) }
                ?? pick(
                    "Filen är orörd: rätta raderna och kör igen.",
                    "The file is as it was: mend the lines and run again."
                )
            return listed.joined(separator: "\n")
                + pick(
                    "\n\(faults.count) \(faults.count == 1 ? "rad" : "rader") godtas inte, så ingen rad "
                        + "sparades. ",
                    "\n\(faults.count) \(faults.count == 1 ? "line is" : "lines are") not accepted, so none "
                        + "was saved. "
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
        default: return aboutPhoto(error) ?? aboutConflict(error)
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
        case .notAQuestion(let record):
            pick(
                "\(record.shortID) (\(record.headline)) är ingen fråga. Frågorna visas av field tasks. "
                    + "Inget ändrades.",
                "\(record.shortID) (\(record.headline)) is no question. field tasks shows the questions. "
                    + "Nothing changed."
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

    func hint(_ nearest: [String]) -> String {
        guard !nearest.isEmpty else { return "" }
        let names = nearest.joined(separator: ", ")
        return pick(" Menade du \(names)?", " Did you mean \(names)?")
    }

    /// Where what was typed is, after the store could not be opened.
    private func words(about kept: Unsaved) -> String {
        switch kept {
        case .nothing: ""
        case .words(let words):
            pick("\nDet du skrev, att köra igen:\n  ", "\nWhat you typed, to run again:\n  ")
                + (["field"] + words.map(Self.quoted)).joined(separator: " ")
        case .lines(let text): "\n" + typedText(.lines(text))
        case .draft(let name):
            pick("\nDet du skrev är kvar. ", "\nWhat you typed is kept. ") + howToSave(file: name)
        }
    }

    /// A word as a shell reads it.
    static func quoted(_ word: String) -> String {
        let isPlain =
            !word.isEmpty && word.allSatisfy { $0.isLetter || $0.isNumber || "-_=+.,:/@%".contains($0) }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }

    private func listed(_ found: [FoundRecord]) -> String {
        found.map { "  \($0.shortID)  \($0.headline)" }.joined(separator: "\n")
    }
}
