import SyncCore

/// Lets people in, and out again.
struct SignIn: Sendable {
    let host: Host
    let limits: RateLimits
    let cost: ScryptCost
    private let hashing = SideThread()

    init(host: Host, limits: RateLimits, cost: ScryptCost) {
        self.host = host
        self.limits = limits
        self.cost = cost
    }

    private var now: Int64 { host.surroundings.wallMilliseconds() }

    // MARK: In

    /// Opens a session for a pseudonym and a password.
    ///
    /// - Parameters:
    ///   - pseudonym: as it was typed.
    ///   - password: as it was typed.
    ///   - address: where the request comes from, for the rate limit only.
    /// - Returns: the session's secret, for the cookie.
    /// - Throws: ``SignInRefusal/notValid``, ``Refusal/tooManyRequests(retryAfterSeconds:)``, ``ServerError``
    func signIn(
        _ pseudonym: String,
        password: String,
        from address: String
    ) async throws -> Secret {
        let pseudonym = (try? Administration.checked(pseudonym)) ?? ""
        try limits.attempts.take(address, now: now)
        try limits.signIns.take(pseudonym, now: now)
        // What is too long to be a password costs no more than one.
        let password = String(decoding: password.utf8.prefix(PasswordRule.mostBytes), as: UTF8.self)
        let (database, cost) = (host.database, cost)
        let account = try await StoreThreads.run { try database.account(named: pseudonym) }
        guard let account, !account.isDisabled, let hash = account.password else {
            try await hashing.run { try PasswordHash.spend(cost, on: password) }
            throw SignInRefusal.notValid
        }
        guard try await hashing.run({ try hash.matches(password) }) else { throw SignInRefusal.notValid }
        limits.attempts.giveBack(address)
        limits.signIns.giveBack(pseudonym)
        return try await open(for: account)
    }

    /// Whose link this is.
    ///
    /// - Throws: ``SignInRefusal/linkNotValid``
    func account(ofLink link: Secret, from address: String) async throws -> Account {
        let (database, now) = (host.database, now)
        try limits.attempts.take(address, now: now)
        let account = try await StoreThreads.run { try database.account(ofLink: link.hash, at: now) }
        guard let account else { throw SignInRefusal.linkNotValid }
        limits.attempts.giveBack(address)
        return account
    }

    /// Spends a link on a password, and opens a session.
    ///
    /// - Parameters:
    ///   - password: the new one.
    ///   - repeated: the same once more.
    ///   - link: of the account.
    ///   - address: where the request comes from, for the rate limit only.
    /// - Returns: the session's secret.
    /// - Throws: ``SignInRefusal``; the link is not spent then.
    func choose(
        _ password: String,
        repeated: String,
        by link: Secret,
        from address: String
    ) async throws -> Secret {
        let account = try await account(ofLink: link, from: address)
        let hash = try await hash(of: password, repeated: repeated, of: account)
        let database = host.database
        let isSet = try await StoreThreads.run {
            try database.setPassword(hash, of: account, spending: link.hash)
        }
        guard isSet else { throw SignInRefusal.linkNotValid }
        return try await open(for: account)
    }

    /// Changes the password of somebody who is signed in; every other session ends.
    ///
    /// - Parameters:
    ///   - former: the password so far.
    ///   - password: the new one.
    ///   - repeated: the same once more.
    ///   - person: who asks.
    /// - Returns: the secret of a new session.
    /// - Throws: ``SignInRefusal``, ``Refusal/tooManyRequests(retryAfterSeconds:)``
    func change(
        from former: String,
        to password: String,
        repeated: String,
        of person: SignedIn
    ) async throws -> Secret {
        let account = person.account
        try limits.signIns.take(account.pseudonym, now: now)
        guard try await hashing.run({ try account.password?.matches(former) }) == true else {
            throw SignInRefusal.notValid
        }
        limits.signIns.giveBack(account.pseudonym)
        let hash = try await hash(of: password, repeated: repeated, of: account)
        let database = host.database
        _ = try await StoreThreads.run { try database.setPassword(hash, of: account, spending: nil) }
        return try await open(for: account)
    }

    // MARK: Who it is

    /// The person behind a session's secret.
    ///
    /// - Returns: `nil` if the session is unknown or has ended.
    /// - Throws: ``ServerError``
    func person(behind session: Secret) async throws -> SignedIn? {
        try await StoreThreads.run { try held(session) }
    }

    private func held(_ session: Secret) throws(ServerError) -> SignedIn? {
        let now = now
        guard let stored = try host.database.session(session.hash),
            now < stored.openedAt + ServerLimits.webSessionMilliseconds,
            now < stored.usedAt + ServerLimits.webIdleMilliseconds
        else { return nil }
        if now - stored.usedAt >= 60_000 { try host.database.noteUse(ofSession: session.hash, at: now) }
        return SignedIn(account: stored.account, spaces: try spaces(of: stored.account), session: session)
    }

    private func spaces(of account: Account) throws(ServerError) -> [SpaceAccess] {
        var accesses: [SpaceAccess] = []
        for held in try host.database.spaces(of: account) {
            guard let publicKey = held.publicKey else {
                accesses.append(SpaceAccess(space: held.space, member: nil, looked: held.looked))
                continue
            }
            guard let member = try host.database.member(publicKey, in: held.space.id), member.isPresent
            else { continue }
            accesses.append(SpaceAccess(space: held.space, member: member, looked: held.looked))
        }
        return accesses
    }

    // MARK: Out

    func signOut(_ person: SignedIn) async throws {
        let database = host.database
        try await StoreThreads.run { try database.endSession(person.session.hash) }
    }

    /// Ends every session of the person, on whichever machine.
    func signOutEverywhere(_ person: SignedIn) async throws {
        let database = host.database
        try await StoreThreads.run { try database.endSessions(of: person.account) }
    }

    /// Opens a session for somebody whose identity is proven.
    func open(for account: Account) async throws -> Secret {
        let session = Secret(from: host.surroundings)
        let (database, now) = (host.database, now)
        try await StoreThreads.run { try database.openSession(session.hash, of: account, at: now) }
        return session
    }

    private func hash(
        of password: String,
        repeated: String,
        of account: Account
    ) async throws -> PasswordHash {
        if let fault = PasswordRule.fault(in: password, repeated: repeated, of: account.pseudonym) {
            throw SignInRefusal.password(fault)
        }
        let (cost, surroundings) = (cost, host.surroundings)
        return try await hashing.run {
            var generator = surroundings.generator
            return try PasswordHash(of: password, cost: cost, using: &generator)
        }
    }
}
