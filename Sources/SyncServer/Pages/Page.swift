import FieldModel
import SyncCore

/// Which entry of the menu is the present one.
enum PagePlace: Sendable {
    case start, account, administration, elsewhere
    /// In a space.
    case space(SpaceAccess, SpacePlace)
}

/// The pages of a space that its menu names.
enum SpacePlace: String, CaseIterable, Sendable {
    case queue, duplicates, map, week, year, statistics, settlements, places, actions, surveys, elsewhere

    /// Without those that the menu does not name.
    static let inMenu = allCases.filter { $0 != .elsewhere }

    func path(in path: PagePath) -> String {
        switch self {
        case .queue, .elsewhere: path.queue
        case .duplicates: path.duplicates
        case .map: path.map
        case .week: path.week
        case .year: path.year
        case .statistics: path.statistics
        case .settlements: path.settlements
        case .places: path.places
        case .actions: path.actions
        case .surveys: path.surveys
        }
    }
}

/// What every page shows around its content, in the form that templates read.
struct Page<Content: Sendable>: Sendable {
    struct PersonView: Sendable {
        let pseudonym: String
        let mayAdminister: Bool
    }

    struct LanguageView: Sendable {
        let code: String
        let name: String
    }

    struct MenuView: Sendable {
        let space: String
        let entries: [EntryView]

        struct EntryView: Sendable {
            let path: String
            let label: String
            let isHere: Bool
        }
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
    let isAdministration: Bool
    let menu: MenuView?
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
        self.person = person.map {
            PersonView(
                pseudonym: $0.account.pseudonym,
                mayAdminister: $0.spaces.contains { $0.rights.contains(.administer) }
            )
        }
        formToken = person?.formToken ?? ""
        var isStart = false
        var isAccount = false
        var isAdministration = false
        var menu: MenuView?
        switch place {
        case .start: isStart = true
        case .account: isAccount = true
        case .administration: isAdministration = true
        case .elsewhere: break
        case .space(let access, let present):
            menu = MenuView(
                space: access.space.name,
                entries: SpacePlace.inMenu.map {
                    MenuView.EntryView(
                        path: $0.path(in: PagePath(space: access.space)),
                        label: library.word($0.rawValue, in: language),
                        isHere: $0 == present
                    )
                }
            )
        }
        self.isStart = isStart
        self.isAccount = isAccount
        self.isAdministration = isAdministration
        self.menu = menu
        self.content = content
    }
}
