/// A clock jumps by a second to ten years, forward or back.
struct ClockJumps: Fault {
    let name = "clock jumps"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        guard let (owner, clock) = fleet.someClock() else { return false }
        let lengths: [Int64] = [1, 60, 3_600, 86_400, 30 * 86_400, 365 * 86_400, 3_650 * 86_400]
        let seconds = (fleet.dice.pick(lengths) ?? 1) * (fleet.dice.chance(50) ? 1 : -1)
        clock.jump(milliseconds: seconds * 1_000)
        fleet.note("the clock of \(owner) jumps by \(seconds) s")
        return true
    }
}

/// A clock stands still until it jumps.
struct ClockStands: Fault {
    let name = "clock stands"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        guard let (owner, clock) = fleet.someClock() else { return false }
        clock.freeze()
        fleet.note("the clock of \(owner) stands")
        return true
    }
}

/// A laptop starts again with its clock years behind, as after an empty battery.
struct ClockGoesBackAtStart: Fault {
    let name = "clock goes back at start"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        guard let number = fleet.dice.pick(fleet.numbers), let laptop = fleet.laptops[number] else {
            return false
        }
        let years = Int64(fleet.dice.number(in: 1...10))
        laptop.equipment.clock.jump(milliseconds: -years * 365 * 86_400_000)
        fleet.note("\(laptop.name) starts \(years) years ago")
        try fleet.restart(number, on: fleet.image(of: laptop).store)
        return true
    }
}

extension SimulatedFleet {
    /// A laptop's clock, or, now and then, the server's.
    fileprivate func someClock() -> (owner: String, clock: DeviceClock)? {
        if dice.chance(20) { return ("the server", server.clock) }
        return dice.pick(numbers).flatMap { laptops[$0] }.map { ($0.name, $0.equipment.clock) }
    }
}
