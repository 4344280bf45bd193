import TestSupport
import Testing

/// The built programs, ended in the middle of what they do.
///
/// The seed gives what is done and how long after its start each command is killed; how far it has come by
/// then is the machine's affair.
struct KillTests {
    private static let seeds: [UInt64] = [46, 47, 48, 49, 50]
    /// Of each seed; raise these, or give more seeds, for a longer run.
    private static let fieldKills = 20
    private static let serverKills = 20
    private static let serverStops = 3
    /// Of each program, of each seed.
    private static let powerCuts = 20

    @Test(arguments: seeds)
    func `whatever is killed, what a command had accepted is everywhere once, and all states agree`(
        seed: UInt64
    ) async throws {
        try await withFleet(seed: seed) { fleet in
            let kills = max(Self.fieldKills, Self.serverKills)
            for number in 0..<kills {
                if number < Self.fieldKills { try await fleet.killField() }
                if number < Self.serverKills { try await fleet.endServer { $0.kill() } }
            }
        }
    }

    @Test(arguments: seeds)
    func `whatever loses power, what a command had accepted is everywhere once, and all states agree`(
        seed: UInt64
    ) async throws {
        try await withFleet(seed: seed, onForgetfulDisks: true) { fleet in
            for _ in 0..<Self.powerCuts {
                try await fleet.killField()
                try await fleet.endServer { $0.kill() }
            }
            #expect(fleet.takenBack > 0)
        }
    }

    @Test(arguments: seeds.prefix(1))
    func `a server that is asked to stop during a push ends well, and the push goes on at the next`(
        seed: UInt64
    ) async throws {
        let statuses = try await withFleet(seed: seed) { fleet in
            for _ in 0..<Self.serverStops { try await fleet.endServer { $0.terminate() } }
        }
        #expect(statuses == [Int32](repeating: 0, count: Self.serverStops + 1))
    }

    /// Enrols two laptops at a server, works, and checks everything that was promised.
    @discardableResult
    private func withFleet(
        seed: UInt64,
        onForgetfulDisks isForgetful: Bool = false,
        _ work: (inout KilledFleet) async throws -> Void
    ) async throws -> [Int32] {
        let folder = try TestFolder()
        func disk(_ name: String) throws -> ForgetfulDisk? {
            guard isForgetful else { return nil }
            return try ForgetfulDisk(under: folder.file(name), journal: folder.file(name + "-journal"))
        }
        let first = KeptServer(folder: folder.file("server"))
        try #require(try await first.command("init").status == 0)
        try #require(try await first.command("space", "add", "hv-shared").status == 0)
        let laptops = try ["first", "second"].map { KilledLaptop(home: folder.file($0), disk: try disk($0)) }
        var ended: KilledFleet?
        let statuses = try await KeptServer.with(folder: first.folder, disk: disk("server"), seed: seed) {
            server,
            address in
            var fleet = KilledFleet(server: server, laptops: laptops, seed: seed)
            try await fleet.enrol(at: address)
            try await work(&fleet)
            try await fleet.expectPromisesKept()
            ended = fleet
        }
        try ended?.expectReceiptsHold()
        return statuses
    }
}
