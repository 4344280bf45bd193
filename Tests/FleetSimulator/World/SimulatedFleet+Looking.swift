import SyncCore

extension SimulatedFleet {
    /// What a laptop knows in a space: what its heads come to, and what it saved itself.
    func known(to laptop: SimulatedLaptop, in space: SpaceID) throws -> Knowledge {
        let holdings = try holdings(of: laptop.replica, in: space)
        return Knowledge(
            changes: holdings.changes.union(laptop.memory.saved[space] ?? []),
            controls: ControlReading(of: holdings.segments, from: try oracle(of: space).library)
        )
    }

    /// What is sealed on a disk; the oracle reads what it does not know yet.
    func holdings(of replica: Replica, in space: SpaceID) throws -> SegmentLibrary.Holdings {
        let vector = try replica.vector(of: space)
        let new = try spaces[space]?.library.learn(vector, from: replica, of: space) ?? []
        spaces[space]?.adopt(new)
        return try oracle(of: space).library.holdings(of: vector)
    }

    func oracle(of space: SpaceID) throws(Violation) -> SpaceOracle {
        guard let oracle = spaces[space] else { throw Violation(of: "every space is known", "\(space)") }
        return oracle
    }

    /// Looks at a laptop's disk: everything is there that was there before.
    func look(at number: Int, in space: SpaceID) throws {
        guard let replica = laptops[number]?.replica else { return }
        let sealed = try holdings(of: replica, in: space).changes
        try noteRenumbered(on: number, in: space, sealed: sealed)
        guard var laptop = laptops[number] else { return }
        let saved = laptop.memory.saved[space] ?? []
        let held = sealed.union(saved)
        try NothingLost.check(held, holds: laptop.memory.held[space] ?? [], at: laptop.name)
        laptop.memory.held[space] = held
        laptops[number] = laptop
        guard !laptop.isDiskFull else { return }
        let unsealed = saved.subtracting(sealed).count
        let summary = try laptop.replica.spaces().first { $0.id == space }
        guard summary?.unsealedChanges == unsealed else {
            let found = summary?.unsealedChanges ?? 0
            throw Violation(
                of: NothingLost.sentence,
                "\(laptop.name): \(found) of \(unsealed) unsealed changes"
            )
        }
    }

    /// Compares what a laptop shows of some records with the oracle.
    func compare(_ records: [RecordKey], on number: Int, in space: SpaceID) throws {
        guard let laptop = laptops[number] else { return }
        let known = try known(to: laptop, in: space)
        let oracle = try oracle(of: space)
        let foreign = spaces.values.filter { $0.id != space }.map(\.canary).sorted()
        for record in records {
            let view = try laptop.replica.record(record, in: space)
            let expectation = oracle.expectation(of: record, seeing: known)
            try ShownSiblings.check(view, of: record, against: expectation, at: laptop.name)
            if let view { try CanaryStaysInside.check(view, doesNotHold: foreign, at: laptop.name) }
        }
    }

    /// Looks at the server's disk: everything is there that it has signed a receipt for.
    func lookAtServer() throws {
        for space in spaces.keys.sorted() {
            let holdings = try holdings(of: server.replica, in: space)
            let acknowledged = server.acknowledged[space] ?? []
            try AcknowledgedStays.check(holdings.segments, hold: acknowledged, at: "the server")
        }
    }
}
