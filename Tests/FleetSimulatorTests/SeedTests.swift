import FleetSimulator
import Testing

/// A few whole fleets, from seeds, one after another.
///
/// Many are played by `fleet-simulator` itself, in a process of its own: beside other tests they would take
/// the processors from those that talk to servers.
@Suite(.serialized) struct SeedTests {
    private static let seeds: UInt64 = 10
    /// Fewer than a campaign's: it is debug builds that run here.
    private static let steps = 16

    @Test func `nothing is lost, whatever happens to a fleet`() async {
        var campaign = Campaign(first: 1, count: Self.seeds, steps: Self.steps, jobs: 1)
        for report in await campaign.run() { Issue.record("\(report.told)") }
    }

    /// Seed 198: a signature that was damaged on its way was stored unseen.
    @Test(arguments: [UInt64(198)])
    func `what a seed has found once is found no more`(seed: UInt64) async {
        let report = await Simulation(seed: seed, steps: Self.steps).run()
        #expect(report.failure == nil, "\(report.told)")
    }

    @Test(arguments: [UInt64(7)])
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
