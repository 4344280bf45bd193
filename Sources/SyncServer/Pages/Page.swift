import FieldModel

/// Which entry of the menu is the present one.
enum PagePlace: Sendable {
    case start, account, elsewhere
}

/// What every page shows around its content, in the form that templates read.
struct Page<Content: Sendable>: Sendable {
    struct PersonView: Sendable {
        let pseudonym: String
    }

    struct LanguageView: Sendable {
        let code: String
        let name: String
    }

    let language: String
    let words: [String: String]
    let title: String
    /// The page's own address, to come back to.
    let here: String
    let otherLanguages: [LanguageView]
    let person: PersonView?
    /// What the session's forms carry; empty without one.
    let formToken: String
    let isStart: Bool
    let isAccount: Bool
    let content: Content

    init(
        _ title: String,
        at here: String,
        place: PagePlace = .elsewhere,
        for person: SignedIn?,
        in language: Language,
        from library: PageLibrary,
        showing content: Content
    ) {
        self.language = language.rawValue
        words = library.words(in: language)
        self.title = title
        self.here = here
        otherLanguages = Language.allCases.filter { $0 != language }.map {
            LanguageView(code: $0.rawValue, name: library.word("languageName", in: $0))
        }
        self.person = person.map { PersonView(pseudonym: $0.account.pseudonym) }
        formToken = person?.formToken ?? ""
        isStart = place == .start
        isAccount = place == .account
        self.content = content
    }
}
