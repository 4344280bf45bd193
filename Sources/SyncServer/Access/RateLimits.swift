import SyncCore

/// How often an address, a code and a device may ask.
struct RateLimits: Sendable {
    /// Enrolments from one address with a code that is not valid: people type codes by hand.
    ///
    /// Valid ones do not count, since many laptops may share an address.
    let attempts: TokenBuckets<String>
    /// Enrolments with one code: a code that is tried over and over is being misused.
    let codes: TokenBuckets<SecretHash>
    /// Requests without a session from one address, openings of sessions among them: hundreds of laptops
    /// behind one address may come back to a restarted server at once.
    let strangers: TokenBuckets<String>
    /// Requests of one device: many times what a sync needs, also a first one.
    let devices: TokenBuckets<PublicKey>

    /// Attempts to sign in under one pseudonym, from wherever: passwords are guessed slowly.
    let signIns: TokenBuckets<String>

    /// Requests of one program or person that reads.
    let readers: TokenBuckets<String>

    init(
        attemptsPerMinute: Int = 60,
        codeAttemptsPerMinute: Int = 10,
        strangersPerMinute: Int = 3_000,
        devicesPerMinute: Int = 1_200,
        signInsPerMinute: Int = 4
    ) {
        attempts = TokenBuckets(capacity: max(1, attemptsPerMinute / 2), perMinute: attemptsPerMinute)
        codes = TokenBuckets(capacity: max(1, codeAttemptsPerMinute), perMinute: codeAttemptsPerMinute)
        strangers = TokenBuckets(capacity: strangersPerMinute, perMinute: strangersPerMinute)
        devices = TokenBuckets(capacity: max(1, devicesPerMinute / 2), perMinute: devicesPerMinute)
        readers = TokenBuckets(capacity: max(1, devicesPerMinute / 2), perMinute: devicesPerMinute)
        signIns = TokenBuckets(capacity: max(1, signInsPerMinute * 3), perMinute: signInsPerMinute)
    }
}
