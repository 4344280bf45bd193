import FleetSimulator
import Testing

/// Whole fleets, from seeds.
struct SeedTests {
    private static let seeds = 500
    private static let chunk = 25
    /// Fewer than a campaign's: it is debug builds that run here.
    private static let steps = 16

    @Test(arguments: (0..<seeds / chunk).map { UInt64($0 * chunk + 1) })
    func `nothing is lost, whatever happens to a fleet`(first: UInt64) async {
        var campaign = Campaign(first: first, count: UInt64(Self.chunk), steps: Self.steps, jobs: 1)
        for report in await campaign.run() { Issue.record("\(report.told)") }
    }

    @Test(arguments: [UInt64(7), 19, 230])
    func `a seed gives the same run each time`(seed: UInt64) async {
        let first = await Simulation(seed: seed).run()
        let second = await Simulation(seed: seed).run()
        #expect(first.trace == second.trace, "seed \(seed)")
        #expect(first.statistics == second.statistics, "seed \(seed)")
    }

    @Test func `different seeds give different runs`() async {
        let first = await Simulation(seed: 1).run()
        let second = await Simulation(seed: 2).run()
        #expect(first.trace != second.trace)
    }
}
