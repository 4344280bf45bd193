import Crypto
import SyncCore

/// A person behind a request from the browser.
struct SignedIn: Hashable, Sendable {
    let account: Account
    /// Ascending by the space's name; present memberships, and spaces to read only.
    let spaces: [SpaceAccess]
    let session: Secret

    /// What the session's own forms carry, and nobody else's can (a token against request forgery).
    ///
    /// A function of the session's secret: nothing to keep.
    var formToken: String {
        var hash = HMAC<SHA256>(key: SymmetricKey(data: Array(session.text.utf8)))
        hash.update(data: Array("faltbild/form/1".utf8))
        return Secret.text(of: hash.finalize())
    }

    /// Takes the same time wherever the two differ.
    func isFormToken(_ text: String) -> Bool {
        SecretHash(of: Array(formToken.utf8)).isSame(as: SecretHash(of: Array(text.utf8)))
    }
}
