import Foundation

/// `fieldbench [changes]`: measures what the design promises, each figure beside its floor in the same run.
///
/// Absolute speeds follow the machine's mood; ratios count. Exit 1 if a target is missed.
@main
enum Bench {
    /// Changes where the command line names no number: as many as the design's figures are for.
    private static let usualChanges = 100_000

    static func main() async throws {
        if try await missesTarget() { exit(1) }
    }

    private static func missesTarget() async throws -> Bool {
        let changes = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? usualChanges
        var table = ResultTable()
        let observations = Observations(count: changes, seed: 46)
        let folder = NSTemporaryDirectory() + "fieldbench-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        table.add(try SaveBenchmark(folder: folder).run())
        table.add(try await ObserveBenchmark(folder: folder).run())
        let author = try Author(observations)
        table.add(try MergeBenchmark(folder: folder, author: author, observations: observations).run())
        table.add(try await PushBenchmark(folder: folder, observations: observations).run())
        table.add(try await CrowdBenchmark(folder: folder).run())
        table.add(try await PagesBenchmark(folder: folder).run())
        table.add(ModelsBenchmark(observations: changes * ModelsBenchmark.observationsPerChange).run())
        print(table.text)
        return table.missesTarget
    }
}
