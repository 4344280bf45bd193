import FieldModel
import SyncCore

/// Saving one observation offline, durably, beside a bare commit of one row.
struct SaveBenchmark {
    let folder: String

    /// Commits of each kind; they alternate, so that both meet the disk in the same mood.
    private static let rounds = 200

    func run() throws -> [Result] {
        let space = SpaceID(high: 0, low: 1)
        let replica = try Replica(at: .file(folder + "/save.sqlite"), schema: schema)
        try replica.enrol(in: space, with: SigningKey(), by: SigningKey())
        let table = try PlainTable(at: folder + "/save-plain.sqlite")
        let observations = Observations(count: Self.rounds, seed: 7)
        var saves: [Double] = []
        var commits: [Double] = []
        for edit in observations.edits {
            saves.append(try Stopwatch.seconds { _ = try replica.save([edit], in: space) })
            commits.append(try Stopwatch.seconds { try table.insert([PlainRow(edit)]) })
        }
        let ratio = saves.median / commits.median
        return [
            Result(
                name: "save one observation, durable",
                measured: Self.milliseconds(saves.median),
                floor: Self.milliseconds(commits.median) + " bare commit",
                figure: ratio,
                target: .atMost(1.5, unit: "x")
            )
        ]
    }

    private static func milliseconds(_ seconds: Double) -> String {
        "\((seconds * 100_000).rounded() / 100) ms"
    }
}
