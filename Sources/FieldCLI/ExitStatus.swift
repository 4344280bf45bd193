/// What the exit status of `field` says; Documentation/CommandLine.md lists them.
enum ExitStatus {
    /// It did not work; the message says why, and what is safe.
    static let failed: Int32 = 1
    /// What was typed is not accepted; it is kept as a draft.
    static let notAccepted: Int32 = 2
    /// Nothing, or more than one thing, is meant by what was typed.
    static let notFound: Int32 = 3
    /// The sync did not finish; everything is safe on this computer.
    static let notSynced: Int32 = 4
    /// The doctor found a fault.
    static let notSound: Int32 = 5
    /// Ended by Ctrl-C, as shells count it.
    static let interrupted: Int32 = 130
}
