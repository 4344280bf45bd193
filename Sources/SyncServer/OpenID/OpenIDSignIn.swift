import FieldModel
import SyncCore

/// Lets people in whom the city's own sign-in vouches for.
struct OpenIDSignIn: Sendable {
    let signIn: SignIn
    let client: OpenIDClient

    private var host: Host { signIn.host }

    /// The provider that is set up; `nil` if there is none.
    ///
    /// - Throws: ``ServerError``
    func provider() async throws -> OpenIDProvider? {
        let database = host.database
        return try await StoreThreads.run { try database.openIDProvider() }
    }

    /// Begins an attempt.
    ///
    /// - Parameters:
    ///   - then: where the person was going.
    ///   - language: that the person reads.
    /// - Returns: what the browser keeps, and where it goes.
    /// - Throws: ``OpenIDRefusal``, ``ServerError``
    func begin(
        then: LocalAddress,
        language: Language
    ) async throws -> (attempt: SignInAttempt, address: String) {
        guard let provider = try await provider() else { throw OpenIDRefusal.notSetUp }
        let description = try await client.description(of: provider)
        let attempt = SignInAttempt(Secret(from: host.surroundings), then: then)
        let endpoint = description.authorizationEndpoint
        return (attempt, attempt.address(at: provider, endpoint: endpoint, language: language))
    }

    /// Ends an attempt with what the browser brought back.
    ///
    /// - Parameters:
    ///   - attempt: that the browser has kept; `nil` if none.
    ///   - answer: the query of the address.
    ///   - address: where the request comes from, for the rate limit only.
    /// - Returns: the pseudonym, and the session's secret.
    /// - Throws: ``OpenIDRefusal``, ``Refusal/tooManyRequests(retryAfterSeconds:)``, ``ServerError``
    func end(
        _ attempt: SignInAttempt?,
        answer: FormFields,
        from address: String
    ) async throws -> (pseudonym: String, session: Secret) {
        guard let provider = try await provider() else { throw OpenIDRefusal.notSetUp }
        let now = host.surroundings.wallMilliseconds()
        try signIn.limits.attempts.take(address, now: now)
        guard let attempt, attempt.isState(answer["state"] ?? "") else { throw OpenIDRefusal.notBegunHere }
        // Sent by providers that tell themselves apart (RFC 9207).
        guard answer["iss"] ?? provider.issuer == provider.issuer else {
            throw OpenIDRefusal.notVerified(.issuer)
        }
        guard let code = answer["code"], answer["error"] == nil else { throw OpenIDRefusal.declined }
        let value = try await client.person(by: code, in: attempt, at: provider)
        let hash = SecretHash(of: host.key.pseudonym(of: provider.identity(value)))
        let database = host.database
        let account = try await StoreThreads.run { try database.account(ofIdentity: hash) }
        guard let account, !account.isDisabled else { throw OpenIDRefusal.noAccount }
        signIn.limits.attempts.giveBack(address)
        return (account.pseudonym, try await signIn.open(for: account))
    }
}
