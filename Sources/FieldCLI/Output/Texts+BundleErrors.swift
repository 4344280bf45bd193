import FieldModel
import SyncCore

/// What goes wrong with bundles, in words.
extension Texts {
    func message(for error: PassphraseError) -> String {
        switch error {
        case .notTheSame:
            pick(
                "De två lösenfraserna är inte lika. Inget skrevs. Kör kommandot igen.",
                "The two passphrases are not the same. Nothing was written. Run the command again."
            )
        }
    }

    func message(for error: BundleError) -> String {
        switch error {
        case .keys(let error): return message(for: error)
        case .store(let error): return message(for: error)
        case .file(let path, let code):
            return pick(
                "Kan inte använda \(path) (\(system(code))). Allt antecknat är tryggt på datorn. "
                    + "Kontrollera disken eller stickan, och sökvägen.",
                "Cannot use \(path) (\(system(code))). Everything recorded is safe on this computer. "
                    + "Check the disk or the stick, and the path."
            )
        default: break
        }
        guard language == .swedish else { return error.explanation.description }
        return "\(swedish(error)) Allt antecknat är tryggt på datorn. \(swedishAdvice(error))"
    }

    private func swedish(_ error: BundleError) -> String {
        switch error {
        case .exists(let path): "\(path) finns redan, och lämnades orörd."
        case .notABundle: "Filen är ingen samling av ändringar."
        case .newerVersion(let found): "Filen har version \(found), som ett nyare program har gjort."
        case .otherFormat(let format): "Ändringarna i filen har format \(format), programmet ett annat."
        case .tooCostly: "Att öppna filen skulle ta orimligt mycket minne eller tid."
        case .passphraseNeeded: "Det behövs en lösenfras, och ingen gavs."
        case .passphraseTooShort:
            "En lösenfras har minst \(BundlePassphrase.leastCharacters) tecken; mellanslag räknas."
        case .passphraseNotText: "Lösenfrasen är inte UTF-8."
        case .wrongPassphrase: "Lösenfrasen öppnar inte filen."
        case .cut: "Filen är avklippt: slutet saknas. Det som var helt togs in."
        case .damaged: "Filen är skadad, eller inte hel. Det som var helt togs in."
        case .noSharedSpace(let names):
            "Filen innehåller bara rum som datorn inte är med i (\(names.joined(separator: ", ")))."
        case .notEnrolled: "Datorn är inte ansluten till rummet."
        case .cancelled: "Avbrutet."
        case .file, .keys, .store: ""
        }
    }

    private func swedishAdvice(_ error: BundleError) -> String {
        switch error {
        case .exists: "Välj ett annat namn, eller ersätt den med --force."
        case .notABundle: "Kontrollera sökvägen."
        case .newerVersion, .otherFormat: "Uppdatera det program som är äldst."
        case .tooCostly: "Be om en ny fil: den här är inte gjord av programmet."
        case .passphraseNeeded: "Skriv den när den efterfrågas, eller ge den på standard input."
        case .passphraseTooShort: "Välj en längre; flera ord är bäst."
        case .passphraseNotText: "Ställ in terminalen på UTF-8 och skriv den igen."
        case .wrongPassphrase: "Skriv den igen; stora bokstäver och mellanslag räknas."
        case .cut, .damaged: "Kopiera filen på nytt, eller be om en ny, och ta in den."
        case .noSharedSpace: "Be om en fil med ett av dina rum, eller anslut datorn till rummet."
        case .notEnrolled: "Anslut med en engångskod från förvaltaren."
        case .cancelled: "Gör om det när du vill: det som har kommit in är kvar."
        case .file, .keys, .store: ""
        }
    }
}
