import SyncCore
import Terminal

/// Asks for the passphrase of bundles: unseen on a terminal, else the next line of standard input.
///
/// It is never an argument: those are seen by everybody on the computer.
struct PassphrasePrompt {
    let texts: Texts
    let console: Console

    /// What a new bundle is to be locked with; on a terminal it is asked for twice.
    ///
    /// - Throws: ``BundleError``, ``PassphraseError`` or ``CommandError/told(exitCode:)`` after Ctrl-C.
    func forMaking() throws -> BundlePassphrase {
        if console.canAsk { console.tell(texts.passphraseHint) }
        let passphrase = try typed(texts.newPassphraseQuestion)
        let words = try BundlePassphrase(passphrase)
        guard console.canAsk else { return words }
        guard try typed(texts.passphraseAgainQuestion) == passphrase else { throw PassphraseError.notTheSame }
        return words
    }

    /// What a bundle that is there is locked with.
    func forOpening() throws -> BundlePassphrase {
        try BundlePassphrase(try typed(texts.passphraseQuestion))
    }

    private func typed(_ question: String) throws -> String {
        switch console.askSecretly(question) {
        case .typed(let text) where !text.isEmpty: return text
        case .typed, .ended: throw BundleError.passphraseNeeded
        case .interrupted: throw CommandError.told(exitCode: ExitStatus.interrupted)
        }
    }
}

/// Why a passphrase was not taken.
enum PassphraseError: Error {
    /// The second time something else was typed.
    case notTheSame
}
