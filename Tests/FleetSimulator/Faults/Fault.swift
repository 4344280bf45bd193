/// One thing that happens to a fleet, besides what its network does.
protocol Fault: Sendable {
    /// As the statistics tell it.
    var name: String { get }

    /// Lets it happen, if the fleet is such that it can.
    ///
    /// - Returns: whether it did.
    /// - Throws: ``Violation``, or what only a mistake can cause.
    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool
}

/// Everything that happens; a new fault is one type in one file and one line here.
let faultMenu: [any Fault] = [
    PowerGoesInSync(), PowerGoesWhileSaving(), LaptopDiskFull(), LaptopRestored(), LaptopCloned(),
    LaptopLost(), ProgramReplaced(), ClockJumps(), ClockStands(), ClockGoesBackAtStart(), MemberAdded(),
    MemberDemoted(), MemberRevoked(), MemberGrantedAgain(), ReviewersResolveAtOnce(), ValueRedacted(),
    StickCarried(), StickBroughtToServer(), StickHarmed(), PushReplayed(), StrangerAsks(), ServerRestarted(),
    ServerDiskFull(), ServerRestoredByHand(), ServerRestoredByCommand(), ServerEmptied(),
]
