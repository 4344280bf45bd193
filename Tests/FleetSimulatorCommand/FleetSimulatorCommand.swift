import ArgumentParser
import FleetSimulator
import Foundation

/// `fleet-simulator`: runs fleets of many seeds, or one seed again.
@main
struct FleetSimulatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fleet-simulator",
        abstract: "Runs simulated fleets and checks that nothing is lost.",
        discussion: """
            Each seed is one run, and decides everything that happens in it. What happened in a run that \
            fails is printed, and the seed with --first, --seeds 1 and --shorten finds its shortest one.
            """
    )

    @Option(help: "How many seeds to run.")
    var seeds: UInt64 = 2_000

    @Option(help: "The first seed.")
    var first: UInt64 = 1

    @Option(help: "How many things happen in a run before its faults stop.")
    var steps = Simulation.usualSteps

    @Option(help: "How many runs go on at once.")
    var jobs = 2

    /// Seeds after which a long campaign says how far it has come.
    private static let seedsPerLine = 500

    @Flag(help: "Print what happens in every run.")
    var verbose = false

    @Flag(help: "Run a seed that fails again, with ever more steps, to find its shortest run that fails.")
    var shorten = false

    func validate() throws {
        guard seeds >= 1, steps >= 0, jobs >= 1 else {
            throw ValidationError("Seeds and jobs are at least 1, steps at least 0.")
        }
    }

    func run() async throws {
        var campaign = Campaign(first: first, count: seeds, steps: steps, jobs: jobs)
        var done = 0
        var failed = 0
        let failures = await campaign.run { report in
            if verbose || report.failure != nil { tell(report.told) }
            done += 1
            failed += report.failure == nil ? 0 : 1
            if done.isMultiple(of: Self.seedsPerLine) { tell("\(done) of \(seeds) seeds, \(failed) failed") }
        }
        for failure in failures {
            await printReplay(of: shorten ? failure.shortest() : failure)
        }
        tell(campaign.summary)
        guard failures.isEmpty else { throw ExitCode.failure }
    }

    private func printReplay(of failure: SimulationReport) {
        if shorten { tell(failure.told) }
        tell(
            "Replay it: swift run fleet-simulator --first \(failure.seed) --seeds 1 "
                + "--steps \(failure.steps) --verbose"
        )
    }

    /// Unbuffered: what has failed is to be seen at once, also in a file.
    private func tell(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }
}
