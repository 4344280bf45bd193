/// What an administrator sees of the spaces that are theirs.
struct AdministrationView: Sendable {
    struct SpaceView: Sendable {
        let index: Int
        let name: String
        let devices: [DeviceView]
        let people: [PersonView]
        let retention: [String]
        let hasRetention: Bool
        /// What stands how: labels and values.
        let health: [FigureView]
    }

    struct FigureView: Sendable {
        let label: String
        let value: String
        let isBad: Bool
    }

    struct DeviceView: Sendable {
        let pseudonym: String
        let rights: String
        let seen: String
        let clock: String
        let logs: String
        let isSilent: Bool
        let isForked: Bool
        let isEnded: Bool
        let canRevoke: Bool
    }

    struct PersonView: Sendable {
        let pseudonym: String
        let rights: String
        let hasPassword: Bool
        let isDisabled: Bool
        let canDisable: Bool
    }

    let message: MessageView?
    let spaces: [SpaceView]
    let roles: [ChoiceView]
    let choices: [ChoiceView]
}

/// A code or a link that is shown once.
struct FreshView: Sendable {
    let heading: String
    let hint: String
    let text: String
    /// The picture of it; `nil` if it does not fit.
    let picture: String?
    let until: String
}

/// The audit log of an administrator's spaces.
struct AuditView: Sendable {
    struct LineView: Sendable {
        let number: String
        let time: String
        let who: String
        let deed: String
        let space: String
        let about: String
    }

    let standing: MessageView
    let message: MessageView?
    let lines: [LineView]
    let isEmpty: Bool
    let next: String?
}
