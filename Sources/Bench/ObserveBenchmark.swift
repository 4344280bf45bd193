import FieldModel
import Foundation
import Subprocess
import SyncCore
import SystemPackage

/// The built `field observe`, from its start to its exit, beside a start of the program that does nothing.
struct ObserveBenchmark {
    let folder: String

    private static let rounds = 21

    func run() async throws -> [Result] {
        let home = folder + "/home"
        try makeHome(home)
        var observing: [Double] = []
        var starting: [Double] = []
        for round in 0..<Self.rounds {
            observing.append(
                try await seconds(["observe", "lighting", "Lampa \(round) släckt", "--home", home])
            )
            starting.append(try await seconds(["--version"]))
        }
        let milliseconds = observing.median * 1_000
        return [
            Result(
                name: "field observe, cold, durable",
                measured: String(format: "%.0f ms", milliseconds),
                floor: String(format: "%.0f ms field --version", starting.median * 1_000),
                figure: milliseconds,
                target: .atMost(60, unit: "ms")
            )
        ]
    }

    /// A home as `field enroll` leaves it, without a server to ask.
    private func makeHome(_ home: String) throws {
        try FileManager.default.createDirectory(
            atPath: home,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let space = SpaceID(high: 0x4661_6C74_6269_6C64, low: 47)
        let server = SigningKey()
        let key = SigningKey()
        let replica = try Replica(at: .file(home + "/store.sqlite"), schema: schema)
        try replica.enrol(in: space, with: key, by: server)
        try KeyFile(at: home + "/keys").keep([space: key])
        let enrolments = """
            {"servers":[{"address":"https://localhost","keyID":"\(server.publicKey.id)","memberships":[
            {"name":"hv-shared","pseudonym":"falk-07","rights":3,"space":"\(space)"}]}]}
            """
        try PrivateFile(at: home + "/enrolments.json").replace(by: Array(enrolments.utf8))
    }

    private func seconds(_ arguments: [String]) async throws -> Double {
        let program =
            Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "field").path() ?? "field"
        let start = ContinuousClock.now
        let result = try await Subprocess.run(
            .path(FilePath(program)),
            arguments: Arguments(arguments),
            environment: .custom(["LC_ALL": "C.UTF-8"]),
            output: .discarded,
            error: .discarded
        )
        let seconds = Stopwatch.seconds(since: start)
        precondition(result.terminationStatus.isSuccess, "field \(arguments.joined(separator: " ")) fails")
        return seconds
    }
}
