/// Why somebody is not signed in, or keeps the password.
enum SignInRefusal: Error, Hashable, Sendable {
    /// No such pseudonym, no password yet, the wrong one, or a disabled account: it is not said which.
    case notValid
    /// The link is unknown, was used, or has expired.
    case linkNotValid
    case password(PasswordRule.Fault)
}
