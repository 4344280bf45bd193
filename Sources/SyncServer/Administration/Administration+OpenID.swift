import SyncCore

extension Administration {
    /// Sets up the city's own sign-in, once the provider has said what it is.
    ///
    /// People sign in there as soon as ``identify(_:as:)`` has told who they are. Identities that were told
    /// for another issuer or claim let nobody in.
    ///
    /// - Parameter provider: as the administrator gave it.
    /// - Returns: the provider, its issuer as it names itself.
    /// - Throws: ``ServerError/providerNotUsed(address:_:)`` and what the database gives; nothing is kept
    ///   then.
    @discardableResult
    public func setProvider(_ provider: OpenIDProvider) async throws -> OpenIDProvider {
        let client = OpenIDClient(now: host.surroundings.wallMilliseconds)
        let address = provider.descriptionAddress
        let description: OpenIDDescription
        do {
            description = try await client.description(of: provider)
        } catch OpenIDRefusal.notReached(let error) {
            throw ServerError.providerNotUsed(address: address, error)
        } catch {
            throw ServerError.providerNotUsed(address: address, nil)
        }
        var named = provider
        named.issuer = description.issuer
        // What stands at another issuer's address speaks for nobody else.
        guard named.descriptionAddress == address else {
            throw ServerError.providerNotUsed(address: address, nil)
        }
        try host.database.keep(named)
        try note("openid set \(named.issuer)")
        return named
    }

    /// The provider that is set up; `nil` if there is none.
    public func provider() throws(ServerError) -> OpenIDProvider? { try host.database.openIDProvider() }

    /// Forgets the provider: people sign in by password alone.
    ///
    /// Who they are there stays.
    ///
    /// - Throws: ``ServerError``
    public func removeProvider() throws(ServerError) {
        try host.database.keep(nil as OpenIDProvider?)
        try note("openid remove")
    }

    /// Tells who signs in to an account through the city's own sign-in.
    ///
    /// The name is not kept, only a hash under the server's key. The person's sessions end.
    ///
    /// - Parameters:
    ///   - pseudonym: of the account.
    ///   - identity: the value of the provider's claim; `nil` for nobody.
    /// - Throws: ``ServerError``
    public func identify(_ pseudonym: String, as identity: String?) throws(ServerError) {
        let account = try account(named: pseudonym)
        var hash: SecretHash?
        if let identity {
            guard let provider = try provider() else { throw .providerMissing }
            let name = provider.identity(try Self.checked(identity))
            hash = SecretHash(of: host.key.pseudonym(of: name))
        }
        guard try host.database.keep(hash, of: account) else { throw .identityTaken }
        try note("person identify \(account.pseudonym)")
    }
}
