import SyncCore

extension SimulatedFleet {
    /// A laptop syncs one of its spaces; its power may go on the way.
    ///
    /// - Returns: what the person reads; `nil` if the power went.
    @discardableResult
    func sync(_ number: Int, in space: SpaceID) async throws -> SyncReport? {
        await turns.pass(number)
        guard let laptop = laptops[number] else { return nil }
        if let requests = laptop.crashAfter {
            laptops[number]?.crashAfter = nil
            try laptop.equipment.link.arm(PowerCut(at: laptop.path, after: requests, by: dice))
        }
        let report = await laptop.engine.sync(space)
        count("syncs")
        try checkNetwork()
        if let image = try laptop.equipment.link.takeCrash() {
            note("\(laptop.name) loses power in a sync of \(try oracle(of: space).name)")
            count("power cuts in a sync")
            _ = try holdings(of: laptop.replica, in: space)
            try restart(number, on: image)
            return nil
        }
        note("\(laptop.name) syncs \(try oracle(of: space).name): \(report.told)")
        try look(at: number, in: space)
        for case .digestsDiffer in report.problems {
            throw Violation(of: EqualStates.sentence, "\(laptop.name) and the server: digests differ")
        }
        return report
    }

    /// Several laptops sync at once, and somebody edits meanwhile; the seed decides who goes on when.
    func syncTogether() async throws {
        let syncing = Array(dice.shuffled(numbers).prefix(dice.number(in: 2...4))).sorted()
        let editor = dice.pick(numbers)
        turns.seat(syncing + [Self.editorSeat])
        note("at once: laptops \(syncing)")
        try await withThrowingTaskGroup(of: Void.self) { tasks in
            for number in syncing { tasks.addTask { try await self.playSyncing(number) } }
            if let editor { tasks.addTask { try await self.playEditing(on: editor) } }
            try await tasks.waitForAll()
        }
    }

    /// Every space of a laptop, one after another.
    func syncAll(_ number: Int) async throws {
        for space in laptops[number]?.spaces ?? [] { try await sync(number, in: space) }
    }

    private func playSyncing(_ number: Int) async throws {
        defer { turns.leave(number) }
        try await syncAll(number)
    }

    private func playEditing(on number: Int) async throws {
        defer { turns.leave(Self.editorSeat) }
        for _ in 0..<dice.number(in: 1...4) {
            await turns.pass(Self.editorSeat)
            try edit(on: number)
        }
    }

    /// No laptop has this number.
    private static let editorSeat = 0
}
