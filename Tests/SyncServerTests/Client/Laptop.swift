import SyncCore
import SyncServer
import TestSupport

/// A laptop with everything that `field` has but the words: store, keys, engine.
struct Laptop {
    let replica: Replica
    let keys: any KeyStore
    let transport: FlakyTransport
    let engine: SyncEngine
    let space: SpaceID

    static let kind = KindNumber(rawValue: 16)
    static let field = FieldNumber(rawValue: 16)

    /// Enrols a new laptop by code.
    init(
        _ pseudonym: String,
        with server: TestServer,
        at location: Replica.Location = .memory,
        clock: TestClock? = nil,
        fault: @escaping @Sendable (Int) -> FlakyTransport.Fault? = { _ in nil }
    ) async throws {
        let clock = clock ?? server.clock
        let invitation = try server.administration.invite(
            pseudonym: pseudonym,
            spaces: ["hv-shared"],
            rights: [.write, .review]
        )
        let replica = try Self.store(at: location, clock: clock)
        let keys = MemoryKeys()
        let enrolment = Enrolment(
            replica: replica,
            keys: keys,
            surroundings: clock.surroundings,
            connect: { CurlTransport(to: server.address, trusting: $0) }
        )
        let enrolled = try await enrolment.enrol(with: invitation.code)
        self.init(replica, keys, enrolled.memberships[0].space, with: server, clock: clock, fault: fault)
    }

    /// A laptop that is enrolled already.
    init(
        _ replica: Replica,
        _ keys: any KeyStore,
        _ space: SpaceID,
        with server: TestServer,
        clock: TestClock? = nil,
        fault: @escaping @Sendable (Int) -> FlakyTransport.Fault? = { _ in nil }
    ) {
        self.replica = replica
        self.keys = keys
        self.space = space
        transport = FlakyTransport(over: server.transport, fault)
        engine = SyncEngine(
            replica: replica,
            keys: keys,
            transport: transport,
            surroundings: (clock ?? server.clock).surroundings,
            pause: { _ in try Task.checkCancellation() }
        )
    }

    static func store(at location: Replica.Location, clock: TestClock) throws -> Replica {
        try Replica(at: location, schema: Schema(kinds: []), surroundings: clock.surroundings)
    }

    func sync() async -> SyncReport { await engine.sync(space) }

    func record(_ text: String, in number: UInt64) throws {
        let key = RecordKey(kind: Self.kind, id: RecordID(high: 1, low: number))
        let edit = RecordEdit(record: key, edits: [.set(Self.field, .text(text))])
        _ = try replica.save([edit], in: space)
    }

    /// Seals, so that the next change starts another segment.
    func seal() throws {
        guard let key = try keys.key(for: space) else { return }
        try replica.seal(space, with: key)
    }

    var digest: StateDigest {
        get throws { try replica.digest(of: space) }
    }

    var vector: VersionVector {
        get throws { try replica.vector(of: space) }
    }
}
