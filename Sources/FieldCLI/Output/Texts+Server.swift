import FieldModel
import SyncCore

/// What goes wrong between this computer and a server, in words.
extension Texts {
    func message(for error: EnrolmentCodeError) -> String {
        switch error {
        case .wrongLength(let count):
            pick(
                "En engångskod har 32 tecken, i grupper om fyra; du skrev \(count). Inget skickades, och "
                    + "koden "
                    + "gäller än.",
                "A one-time code has 32 characters, in groups of four; you typed \(count). Nothing was sent, "
                    + "and the code is still good."
            )
        case .unknownCharacter(let character):
            pick(
                "Tecknet ”\(character)” finns inte i engångskoder. Inget skickades, och koden gäller än.",
                "The character '\(character)' is in no one-time code. Nothing was sent, and the code is "
                    + "still "
                    + "good."
            )
        }
    }

    func message(for error: EnrolmentError) -> String {
        switch error {
        case .transport(let error): message(for: error)
        case .keys(let error): message(for: error)
        case .store(let error): message(for: error)
        case .otherServer:
            pick(
                "Det här är inte servern som koden gjordes för. Kodens hemlighet skickades inte, och koden "
                    + "gäller än. Kontrollera adressen och koden med förvaltaren.",
                error.explanation.description
            )
        case .refused(let problem): refused(problem)
        case .answerNotTrusted:
            pick(
                "Serverns svar går inte att bekräfta. Datorn anslöts inte. Försök igen med samma kod; säg "
                    + "till "
                    + "förvaltaren om det består.",
                error.explanation.description
            )
        case .otherFormat(let format):
            pick(
                "Servern använder format \(format), programmet ett annat. Kodens hemlighet skickades inte, "
                    + "och "
                    + "koden gäller än. Uppdatera det som är äldst.",
                error.explanation.description
            )
        }
    }

    func message(for error: AddressError) -> String {
        switch error {
        case .notAnAddress(let text):
            pick(
                "”\(text)” är ingen adress. Inget skickades. Skriv till exempel "
                    + "https://faltbild.stad.example",
                error.explanation.description
            )
        case .schemeNotSupported(let scheme):
            pick(
                "Adresser med \(scheme): används inte. Inget skickades. Skriv en adress med https://",
                error.explanation.description
            )
        case .plainHTTP(let host):
            pick(
                "\(host) är en annan dator, och http: skickar allt läsbart. Inget skickades. Skriv https://",
                error.explanation.description
            )
        case .holdsCredentials:
            pick(
                "Adressen innehåller ett namn eller lösenord. Inget skickades. Skriv den utan.",
                error.explanation.description
            )
        }
    }

    func message(for error: TransportError) -> String {
        guard language == .swedish else { return error.explanation.description }
        return "\(swedish(error)) Allt antecknat är tryggt på datorn. \(swedishAdvice(error))"
    }

    private func swedish(_ error: TransportError) -> String {
        switch error {
        case .notReachable(let host): "\(host) gick inte att nå."
        case .connectionLost(let host): "Förbindelsen med \(host) bröts."
        case .certificateRefused(let host, pinned: true):
            "\(host) visar ett certifikat som servern i den här anslutningen inte har signerat. Inget "
                + "skickades."
        case .certificateRefused(let host, pinned: false):
            "\(host) visar ett certifikat som datorn inte litar på. Inget skickades."
        case .noSecureConnection(let host): "Ingen säker förbindelse med \(host). Inget skickades."
        case .timedOut(let host): "\(host) svarade inte i tid."
        case .tooSlow(let host): "Förbindelsen med \(host) är för långsam."
        case .proxyFailed: "Proxyn gick inte att använda."
        case .cancelled, .stopped: "Avbrutet."
        case .answerTooLarge(let limit): "Serverns svar är större än \(limit) byte."
        case .redirected(let status): "Servern pekar till en annan adress (\(status))."
        case .notHTTP(let host): "\(host) svarade med något som inte är HTTP."
        case .failed(let code, let detail): "Överföringen misslyckades: \(detail) (libcurl \(code))."
        }
    }

    private func swedishAdvice(_ error: TransportError) -> String {
        switch error {
        case .notReachable, .connectionLost, .timedOut, .tooSlow: "Synka igen när det finns en uppkoppling."
        case .certificateRefused: "Prova ett annat nät. Fråga serverns förvaltare om det består."
        case .noSecureConnection: "Kontrollera adressen och datorns klocka, och synka igen."
        case .proxyFailed: "Kontrollera HTTPS_PROXY och NO_PROXY, och synka igen."
        case .cancelled, .stopped: "Synka igen när du vill: det går vidare där det slutade."
        case .redirected, .notHTTP: "Kontrollera adressen; ett näts inloggningssida kan stå i vägen."
        case .answerTooLarge, .failed: "Synka igen. Säg till serverns förvaltare om det består."
        }
    }

    func message(for problem: SyncProblem) -> String {
        switch problem {
        case .transport(let error): return message(for: error)
        case .keys(let error): return message(for: error)
        case .store(let error): return message(for: error)
        case .refused(let problem): return refused(problem)
        default: break
        }
        guard language == .swedish else { return problem.explanation.description }
        return "\(swedish(problem)) Allt antecknat är tryggt på datorn. \(swedishAdvice(problem))"
    }

    private func swedish(_ problem: SyncProblem) -> String {
        switch problem {
        case .cancelled: "Synkningen avbröts."
        case .busy: "Servern är upptagen."
        case .sessionNotAccepted: "Servern godtar inte de sessioner som den själv öppnar."
        case .notEnrolled: "Datorn är inte ansluten till rummet."
        case .historyDiffers:
            "Servern visar en annan historik än förut: den kan ha återställts från en säkerhetskopia."
        case .digestsDiffer: "Datorn och servern har samma ändringar men inte samma läge."
        case .notTrusted: "Servern gav ett svar som dess nyckel inte står bakom."
        case .segmentNotAccepted(let id, _): "Ett segment från servern är skadat (\(id))."
        case .blobNotTaken(let blob, let problem):
            "Servern tog inte emot bilden \(blob.description.prefix(8)). \(swedish(problem))"
        case .transport, .keys, .store, .refused: ""
        }
    }

    private func swedishAdvice(_ problem: SyncProblem) -> String {
        switch problem {
        case .cancelled: "Synka igen när du vill: det går vidare där det slutade."
        case .busy: "Synka igen senare."
        case .sessionNotAccepted: "Fråga serverns förvaltare om det består."
        case .notEnrolled: "Anslut med en engångskod från förvaltaren."
        case .historyDiffers: "Säg till serverns förvaltare. Datorn erbjuder det som servern saknar."
        case .digestsDiffer: "Kör field doctor --rebuild och synka igen; rapportera om det består."
        case .notTrusted, .segmentNotAccepted:
            "Anslut inte på nytt. Säg till serverns förvaltare: en främling kan svara i dess ställe."
        case .blobNotTaken: "Kör field doctor: bildens fil kan vara skadad. Säg sedan till förvaltaren."
        case .transport, .keys, .store, .refused: ""
        }
    }

    private func refused(_ problem: Problem) -> String {
        guard language == .swedish else {
            return "\(problem.title). \(problem.detail) Everything recorded is safe on this computer."
        }
        return "\(swedish(problem)) (”\(problem.detail)”) Allt antecknat är tryggt på datorn."
    }

    private func swedish(_ problem: Problem) -> String {
        switch problem.code {
        case .enrolmentCodeNotValid:
            "Engångskoden gäller inte: den har använts, gått ut eller är felskriven. Be förvaltaren om en ny."
        case .membershipEnded: "Datorn är inte längre med i rummet. Fråga förvaltaren."
        case .membershipNotConfirmed:
            "Servern har förlorat sin lista och väntar på att förvaltaren bekräftar datorn."
        case .notPermitted: "Servern tillåter inte detta."
        case .unauthorised: "Servern godtog inte datorns session."
        case .notFound: "Servern har inte rummet eller adressen."
        case .historyDiffers: "Serverns historik är en annan än den som datorn har sett."
        case .groundNotAccepted:
            "Grunden godtas inte: den behövs, är högst 500 byte och läses av alla, så den får inte själv "
                + "innehålla det som ska raderas. Inget raderades."
        case .nothingToRedact: "Fältet har aldrig haft något värde. Inget raderades."
        case .alreadyRedacted: "Det är redan raderat."
        case .gone: "Det finns inte kvar på servern."
        case .contentDiffers: "Det som kom fram var något annat än det som skickades."
        case .uploadOffsetDiffers, .uploadUnderWay: "En annan överföring av bilden pågår. Synka igen senare."
        case .rangeNotSatisfiable: "Bilden är en annan nu. Hämta den igen."
        case .tooLarge: "Servern tar inte emot så mycket på en gång."
        case .malformed, .wrongSpace, .wrongContentType, .uploadVersion, .methodNotAllowed:
            "Servern förstod inte frågan; programmen kan vara av olika version."
        case .tooManyRequests: "Servern har fått för många frågor. Vänta en stund."
        case .internal: "Något gick fel i servern. Säg till dess förvaltare."
        case .unavailable: "Servern är inte tillgänglig just nu. Synka igen senare."
        case .unknown: "Servern svarade med ett fel som programmet inte känner."
        }
    }
}
