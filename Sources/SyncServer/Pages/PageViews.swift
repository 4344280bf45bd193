import FieldModel
import SyncCore

/// Something that a page tells at its top.
struct MessageView: Sendable {
    /// The style: `good` or `bad`.
    let kind: String
    let text: String

    static func good(_ text: String) -> MessageView { MessageView(kind: "good", text: text) }

    static func bad(_ text: String) -> MessageView { MessageView(kind: "bad", text: text) }
}

struct SignInView: Sendable {
    let message: MessageView?
    /// The page to go on to.
    let then: String
    /// As it was typed.
    let pseudonym: String
    /// The form that was sent when the session had ended; it can be sent once more after signing in.
    var kept: String?
    /// Where the city's own sign-in begins, if there is one.
    var city: String?
}

/// What was typed before a session ended, to be sent once more.
struct ResumeView: Sendable {
    struct FieldView: Sendable {
        let name: String
        let value: String
    }

    let path: String
    let fields: [FieldView]
    /// What of it a person has typed.
    let typed: [String]
}

struct WelcomeView: Sendable {
    let message: MessageView?
    let pseudonym: String
}

struct AccountView: Sendable {
    struct SpaceView: Sendable {
        let name: String
        let rights: String
    }

    let message: MessageView?
    let pseudonym: String
    let spaces: [SpaceView]
}

struct StartView: Sendable {
    struct SpaceView: Sendable {
        let index: Int
        let name: String
        let rights: String
        /// The address of its queue.
        let queue: String
        let figures: [FigureView]
    }

    /// Something that may need the person.
    struct FigureView: Sendable {
        let label: String
        let count: String
        let path: String
    }

    let message: MessageView?
    let spaces: [SpaceView]
}

struct ProblemView: Sendable {
    let text: String
    /// What an administrator finds the request by in the log.
    let reference: String?
}

extension PageLibrary {
    /// What a person may do in a space, in words.
    func rights(_ access: SpaceAccess, in language: Language) -> String {
        let named: [(Rights, String)] = [
            (.write, "rightWrite"), (.review, "rightReview"), (.administer, "rightAdminister"),
        ]
        let names = ["rightRead"] + named.filter { access.rights.contains($0.0) }.map(\.1)
        return names.map { word($0, in: language) }.joined(separator: ", ")
    }

    func words(for fault: PasswordRule.Fault, in language: Language) -> String {
        let name =
            switch fault {
            case .tooShort: "passwordTooShort"
            case .tooLong: "passwordTooLong"
            case .tooPlain: "passwordTooPlain"
            case .holdsPseudonym: "passwordHoldsPseudonym"
            case .differs: "passwordDiffers"
            }
        return word(name, in: language)
    }
}
