public import SyncCore

/// A space with a server's key, and the ways to make its replicas.
public struct TestSpace: Sendable {
    public let id: SpaceID
    public let serverKey: SigningKey
    /// Names every random thing of the space; print it where a test fails.
    public let seed: UInt64

    public init(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        self.seed = seed
        id = .random(using: &generator)
        serverKey = try SigningKey.seeded(&generator)
    }

    /// A device of a member, with a key and a certificate of its own.
    public func member(_ pseudonym: String, rights: Rights = [.write, .review]) throws -> TestMember {
        var generator = SeededGenerator(seed: pseudonym.utf8.reduce(seed &+ 1) { $0 &* 31 &+ UInt64($1) })
        let key = try SigningKey.seeded(&generator)
        let certificate = try Certificate(
            space: id,
            publicKey: key.publicKey,
            pseudonym: pseudonym,
            rights: rights,
            signedBy: serverKey
        )
        return TestMember(
            pseudonym: pseudonym,
            key: key,
            certificate: certificate,
            nonce: generator.bytes(16)
        )
    }

    /// A replica that trusts the space's server and has no log of its own.
    public func replica(
        at location: Replica.Location = .memory,
        schema: Schema = TestSchema.notes,
        surroundings: TestSurroundings? = nil
    ) throws -> Replica {
        let surroundings = surroundings ?? TestSurroundings(seed: seed)
        let replica = try Replica(at: location, schema: schema, surroundings: surroundings.surroundings)
        try replica.addSpace(id, name: "hv-shared", trusting: [serverKey.publicKey])
        return replica
    }

    /// An enrolled laptop.
    public func laptop(
        _ member: TestMember,
        at location: Replica.Location = .memory,
        schema: Schema = TestSchema.notes,
        surroundings: TestSurroundings? = nil
    ) throws -> Replica {
        let surroundings =
            surroundings ?? TestSurroundings(seed: seed ^ member.nonce.reduce(7) { $0 &* 31 &+ UInt64($1) })
        let replica = try replica(at: location, schema: schema, surroundings: surroundings)
        try replica.startLog(member.opening, in: id)
        return replica
    }

    /// A replica that numbers, with a control log of its own.
    public func server(
        at location: Replica.Location = .memory,
        generation: Generation = Generation(high: 1, low: 1)
    ) throws -> Replica {
        let replica = try replica(at: location)
        var generator = SeededGenerator(seed: seed &+ 2)
        let opening = LogOpening(
            publicKey: serverKey.publicKey,
            nonce: generator.bytes(16),
            certificate: nil
        )
        try replica.startLog(opening, in: id)
        try replica.startGeneration(generation, of: id)
        return replica
    }
}

/// A member's device.
public struct TestMember: Sendable {
    public let pseudonym: String
    public let key: SigningKey
    public let certificate: Certificate
    public let nonce: [UInt8]

    /// The opening of its first log.
    public var opening: LogOpening {
        LogOpening(publicKey: key.publicKey, nonce: nonce, certificate: certificate)
    }

    /// The opening of a further log of the same key.
    public func opening(nonce: [UInt8]) -> LogOpening {
        LogOpening(publicKey: key.publicKey, nonce: nonce, certificate: certificate)
    }
}

extension SigningKey {
    /// A key that a seed repeats.
    public static func seeded(_ generator: inout SeededGenerator) throws -> SigningKey {
        guard let key = SigningKey(bytes: generator.bytes(32)) else { throw TestSupportError.noKey }
        return key
    }
}

public enum TestSupportError: Error {
    /// 32 bytes did not make a key.
    case noKey
}
