import SyncCore

extension SimulatedFleet {
    /// Lets a fleet grow, live and settle.
    ///
    /// - Returns: what happened, up to the first thing that must not.
    func play(seed: UInt64, steps: Int) async -> SimulationReport {
        var failure: Violation?
        do {
            for _ in 0..<dice.number(in: 2...5) { try await addLaptop() }
            for _ in 0..<steps {
                time.advance(milliseconds: Int64(dice.number(in: 1_000...7_200_000)))
                try await step()
                try checkNetwork()
            }
            try await settle()
        } catch let violation as Violation {
            failure = violation
        } catch {
            failure = Violation(of: "nothing fails that is sound", "\(error)")
        }
        return SimulationReport(
            seed: seed,
            steps: steps,
            trace: trace,
            statistics: statistics.merging(network.faults) { $0 + $1 },
            failure: failure
        )
    }

    private func step() async throws {
        guard let number = dice.pick(numbers) else { return }
        switch dice.number(in: 0...99) {
        case ..<34: for _ in 0..<dice.number(in: 1...3) { try edit(on: number) }
        case ..<38: try seal(on: number)
        case ..<58: try await syncAll(number)
        case ..<66: try await syncTogether()
        case ..<72: try backUp(number)
        default: try await strike()
        }
    }

    private func strike() async throws {
        guard let fault = dice.pick(faultMenu) else { return }
        do {
            if try await fault.strike(self) { count(fault.name) }
        } catch {
            note("this came of: \(fault.name)")
            throw error
        }
    }

    /// As before an export: what was saved becomes a segment.
    private func seal(on number: Int) throws {
        guard let laptop = laptops[number], !laptop.isDiskFull, let space = dice.pick(laptop.spaces),
            let key = laptop.equipment.keys.key(for: space)
        else { return }
        try laptop.replica.seal(space, with: key)
        try look(at: number, in: space)
        note("\(laptop.name) seals")
    }

    /// Copies a laptop's disk, or the server's, or writes a backup of the server by command.
    private func backUp(_ number: Int) throws {
        if dice.chance(25) {
            serverBackups.append(try server.image())
            note("the server's disk is copied")
        } else if dice.chance(33) {
            let path = path + "/backup-\(serverArchives.count + 1)"
            serverArchives.append(try server.backUp(to: path))
            note("a backup of the server is written")
        } else if let laptop = laptops[number] {
            laptops[number]?.backups.append(try image(of: laptop))
            note("\(laptop.name)'s disk is copied")
        }
    }

    /// Laptops at once, clones among them.
    static let mostLaptops = 8
}
