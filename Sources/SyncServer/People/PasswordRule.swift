/// Which passwords a person may choose.
///
/// Long ones, without rules about kinds of characters, and not the person's own name.
///
/// Source: NIST SP 800-63B, section 5.1.1.2, *Memorized Secret Verifiers*.
enum PasswordRule {
    /// Characters.
    static let least = 12
    /// Bytes in UTF-8: more is no better, and costs the server.
    static let mostBytes = 256
    private static let leastDifferent = 5

    /// What is wrong with a password.
    enum Fault: Hashable, Sendable, CaseIterable {
        case tooShort, tooLong, tooPlain, holdsPseudonym, differs
    }

    /// - Returns: `nil` if it may be chosen.
    static func fault(in password: String, repeated: String, of pseudonym: String) -> Fault? {
        if password.count < least { return .tooShort }
        if password.utf8.count > mostBytes { return .tooLong }
        if Set(password).count < leastDifferent { return .tooPlain }
        if password.lowercased().contains(pseudonym.lowercased()) { return .holdsPseudonym }
        return password == repeated ? nil : .differs
    }
}
