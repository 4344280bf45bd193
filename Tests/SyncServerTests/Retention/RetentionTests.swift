import FieldModel
import SyncCore
import Testing

@testable import SyncServer

@Suite struct RetentionTests {
    private static let day: Int64 = 86_400_000

    @Test func `rules are kept per space and kind, replaced and removed`() async throws {
        try await withAdministration { administration, _ in
            #expect(try administration.setRetention(of: "observation", after: .days(30)).count == 2)
            let replaced = try administration.setRetention(
                of: "observation",
                after: .years(2),
                space: "hv-police"
            )
            #expect(replaced.map(\.spaceName) == ["hv-police"])
            #expect(try administration.retentionRules().map(\.period) == [.years(2), .days(30)])
            #expect(try administration.removeRetention(of: "observation", space: "hv-police").count == 1)
            #expect(try administration.retentionRules().map(\.spaceName) == ["hv-shared"])
            #expect(throws: ServerError.noRetentionRule("observation")) {
                try administration.removeRetention(of: "observation", space: "hv-police")
            }
        }
    }

    @Test func `no rule is for the engine's own kinds, for no time, or for a slip`() async throws {
        try await withAdministration { administration, _ in
            for kind in ControlLog.kinds.map(\.name) {
                let error = #expect(throws: ServerError.self) {
                    try administration.setRetention(of: kind, after: .days(1))
                }
                guard case .unknownKind(kind, _)? = error else {
                    Issue.record("\(kind): \(String(describing: error))")
                    continue
                }
            }
            #expect(throws: ServerError.unknownKind("obsevation", nearest: ["observation"])) {
                try administration.setRetention(of: "obsevation", after: .days(1))
            }
            for period: RetentionPeriod in [.days(0), .days(-1), .days(36_526), .years(0), .years(101)] {
                #expect(throws: ServerError.periodNotAllowed) {
                    try administration.setRetention(of: "observation", after: period)
                }
            }
            #expect(throws: ServerError.unknownSpace("hv-sharde", nearest: ["hv-shared"])) {
                try administration.setRetention(of: "observation", after: .days(1), space: "hv-sharde")
            }
        }
    }

    @Test func `years are counted by the calendar, days by the clock`() {
        // 29 February 2024, 12:00.
        let now: Int64 = 1_709_208_000_000
        #expect(RetentionPeriod.days(2).cutoff(now: now).millisecondsSinceEpoch == now - 2 * Self.day)
        #expect(RetentionPeriod.years(4).cutoff(now: now).millisecondsSinceEpoch == 1_582_977_600_000)
        #expect(RetentionPeriod.years(1).cutoff(now: now).millisecondsSinceEpoch == 1_677_585_600_000)
        #expect(RetentionPeriod.years(100).cutoff(now: now).millisecondsSinceEpoch == 0)
    }

    @Test func `a plan counts what a run then erases, and a second run finds nothing`() async throws {
        try await withAdministration { administration, clock in
            let space = try administration.host.database.spaces()[1]
            let writer = try Writer(in: space, on: administration)
            try writer.observe(1, "gammal")
            try writer.observe(1, "gammal, rättad")
            try writer.observe(2, "också gammal")
            clock.advance(milliseconds: 20 * Self.day)
            for id in 3...7 { try writer.observe(UInt64(id), "ny \(id)") }
            clock.advance(milliseconds: 15 * Self.day)
            _ = try administration.setRetention(of: "observation", after: .days(30), space: space.name)
            _ = try administration.setRetention(of: "walk", after: .days(1), space: space.name)

            let plan = try administration.planRetention()
            #expect(plan.map(\.rule.kind.name) == ["observation", "walk"])
            #expect(plan.map(\.records) == [2, 0])
            #expect(plan[0].changes == 3)
            #expect(plan[0].heldRecords == 7)
            #expect(plan.map(\.isSweeping) == [false, false])
            #expect(plan.map(\.isErased) == [false, false])
            #expect(try administration.planRetention() == plan)

            let done = try administration.carryOutRetention(plan.map(\.rule))
            #expect(done.map(\.records) == [2, 0])
            #expect(done[0].changes == 3)
            #expect(done[0].isErased)
            #expect(done[0].oldest == plan[0].oldest && done[0].newest == plan[0].newest)
            for id in 1...7 {
                let shown = try writer.description(of: UInt64(id))
                #expect((shown == nil) == (id < 3), "\(id)")
            }
            let again = try administration.planRetention()
            #expect(again[0].records == 0)
            #expect(again[0].heldRecords == 5)
            let history = try administration.host.replica.history(of: writer.key(1), in: space.id)
            #expect(history.allSatisfy { $0.redaction?.ground.contains("observation, 30 days") ?? false })
        }
    }

    @Test func `a rule that takes more than half of what is left is sweeping`() async throws {
        try await withAdministration { administration, clock in
            let space = try administration.host.database.spaces()[1]
            let writer = try Writer(in: space, on: administration)
            for id in 1...4 { try writer.observe(UInt64(id), "gammal") }
            clock.advance(milliseconds: 10 * Self.day)
            for id in 5...8 { try writer.observe(UInt64(id), "ny") }
            let rules = try administration.setRetention(
                of: "observation",
                after: .days(5),
                space: space.name
            )
            // Four of eight.
            #expect(try administration.planRetention().map(\.isSweeping) == [false])
            _ = try administration.carryOutRetention(rules)
            clock.advance(milliseconds: 10 * Self.day)
            // Four of the four that are left.
            #expect(try administration.planRetention().map(\.records) == [4])
            #expect(try administration.planRetention().map(\.isSweeping) == [true])
        }
    }

    @Test func `a change of yesterday keeps a record of years ago`() async throws {
        try await withAdministration { administration, clock in
            let space = try administration.host.database.spaces()[1]
            let writer = try Writer(in: space, on: administration)
            try writer.observe(1, "gammal")
            clock.advance(milliseconds: 800 * Self.day)
            try writer.observe(1, "rättad igår")
            clock.advance(milliseconds: Self.day)
            _ = try administration.setRetention(of: "observation", after: .years(1), space: space.name)
            #expect(try administration.planRetention().map(\.records) == [0])
        }
    }

    @Test func `more records than a page are erased, each once`() async throws {
        try await withAdministration { administration, clock in
            let space = try administration.host.database.spaces()[1]
            let writer = try Writer(in: space, on: administration)
            let count = ServerLimits.retentionRecords * 2 + 3
            try writer.observe((1...count).map { (UInt64($0), "gammal") })
            clock.advance(milliseconds: 10 * Self.day)
            let rules = try administration.setRetention(of: "observation", after: .days(5))
            let reports = try administration.carryOutRetention(rules)
            #expect(reports.map(\.records).reduce(0, +) == count)
            #expect(try administration.planRetention().map(\.records).reduce(0, +) == 0)
            #expect(try administration.host.replica.check().problems == [])
        }
    }

    private func withAdministration(
        _ body: (Administration, TestClock) async throws -> Void
    ) async throws {
        try await withFolder { folder in
            let clock = TestClock()
            let administration = try Administration(initialising: folder, surroundings: clock.surroundings)
            for space in ["hv-shared", "hv-police"] { try administration.addSpace(space) }
            try await body(administration, clock)
        }
    }
}

/// A laptop whose segments reach the server's store at once.
private struct Writer {
    let replica: Replica
    let server: Replica
    let space: SpaceID
    let key: SigningKey

    init(in space: HostedSpace, on administration: Administration) throws {
        let host = administration.host
        server = host.replica
        self.space = space.id
        key = SigningKey()
        replica = try Replica(at: .memory, schema: schema, surroundings: host.surroundings)
        try replica.addSpace(space.id, name: space.name, trusting: [host.key.publicKey])
        let certificate = try Certificate(
            space: space.id,
            publicKey: key.publicKey,
            pseudonym: "falk-07",
            rights: .write,
            signedBy: host.key
        )
        let nonce = [UInt8](repeating: 3, count: 16)
        try replica.startLog(
            LogOpening(publicKey: key.publicKey, nonce: nonce, certificate: certificate),
            in: space.id
        )
    }

    func key(_ id: UInt64) -> RecordKey { RecordKey(kind: .observation, id: RecordID(high: 0, low: id)) }

    func observe(_ id: UInt64, _ description: String) throws { try observe([(id, description)]) }

    func observe(_ observations: [(UInt64, String)]) throws {
        let field = try #require(Observation.definition["description"]).number
        _ = try replica.save(
            observations.map { id, text in
                RecordEdit(record: key(id), edits: [.set(field, .text(text))])
            },
            in: space
        )
        try replica.seal(space, with: key)
        let segments = try replica.unacknowledgedSegments(of: space, countLimit: .max, byteLimit: .max)
        _ = try server.ingest([IncomingBatch(space: space, segments: segments, placement: .number)])
    }

    func description(of id: UInt64) throws -> Value? {
        let field = try #require(Observation.definition["description"]).number
        return try server.record(key(id), in: space)?[field]?.shown
    }
}
