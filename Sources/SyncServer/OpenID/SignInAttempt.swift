import Crypto
import FieldModel
import SyncCore

/// A sign-in at the provider that a browser has begun, as its cookie keeps it.
///
/// What the standards ask for is derived from the cookie's secret, so that the server keeps nothing: the
/// state binds the provider's answer to this browser, the nonce binds the token to this attempt, and the
/// verifier binds the code to who asked for it (RFC 7636, proof key for code exchange).
struct SignInAttempt: Hashable, Sendable {
    let secret: Secret
    /// Where the person was going.
    let then: LocalAddress

    init(_ secret: Secret, then: LocalAddress) {
        self.secret = secret
        self.then = then.path.utf8.count <= ServerLimits.nameBytes ? then : LocalAddress("/")
    }

    /// Reads a cookie.
    init?(cookie: String) {
        let parts = cookie.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 43, let path = Secret.bytes(of: parts[1]) else {
            return nil
        }
        secret = Secret(parts[0])
        then = LocalAddress(String(decoding: path, as: UTF8.self))
    }

    var cookie: String { "\(secret.text).\(Secret.text(of: Array(then.path.utf8)))" }

    var state: String { derived("state") }
    var nonce: String { derived("nonce") }
    var verifier: String { derived("verifier") }

    /// What the provider gets first; only who has the verifier can have made it (RFC 7636, section 4.2).
    private var challenge: String { Secret.text(of: SHA256.hash(data: Array(verifier.utf8))) }

    private func derived(_ purpose: String) -> String {
        var hash = HMAC<SHA256>(key: SymmetricKey(data: Array(secret.text.utf8)))
        hash.update(data: Array("faltbild/openid/\(purpose)/1".utf8))
        return Secret.text(of: hash.finalize())
    }

    /// Takes the same time wherever the two differ.
    func isState(_ text: String) -> Bool {
        SecretHash(of: Array(state.utf8)).isSame(as: SecretHash(of: Array(text.utf8)))
    }

    /// Where the browser asks the provider (*OpenID Connect Core 1.0*, section 3.1.2.1).
    ///
    /// - Parameters:
    ///   - provider: that is asked.
    ///   - endpoint: its authorization endpoint.
    ///   - language: that the person reads.
    /// - Returns: the address with its query.
    func address(at provider: OpenIDProvider, endpoint: String, language: Language) -> String {
        let query = FormFields([
            ("response_type", "code"), ("client_id", provider.client),
            ("redirect_uri", provider.redirectAddress), ("scope", provider.scope), ("state", state),
            ("nonce", nonce), ("code_challenge", challenge), ("code_challenge_method", "S256"),
            ("ui_locales", language.rawValue),
        ])
        return PagePath.joined(endpoint, query.text)
    }
}
