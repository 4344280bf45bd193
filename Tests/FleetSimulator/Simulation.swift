import Foundation
import SyncServer

/// One run of a fleet, which its seed decides entirely.
public struct Simulation: Sendable {
    public let seed: UInt64
    /// How many things happen before the faults stop.
    public let steps: Int
    /// Where the stores lie while it runs: in memory if the system has a place for that.
    private let folder: String

    /// Steps of a run unless somebody says otherwise.
    public static let usualSteps = 40

    public init(seed: UInt64, steps: Int = usualSteps) {
        self.seed = seed
        self.steps = steps
        let memory = "/dev/shm"
        let base =
            FileManager.default.isWritableFile(atPath: memory) ? memory : NSTemporaryDirectory()
        folder = base + "/faltbild-fleet-" + UUID().uuidString
    }

    /// Runs the fleet, and removes its files.
    public func run() async -> SimulationReport {
        defer { _ = try? FileManager.default.removeItem(atPath: folder) }
        let (programs, starter) = AsyncStream.makeStream(of: SocketlessServer.self)
        return await withTaskGroup(of: Void.self) { servers in
            async let report = play {
                starter.yield($0)
            } finally: {
                starter.finish()
            }
            for await program in programs {
                servers.addTask {
                    // It ends when it is cancelled, and in no other way.
                    _ = try? await program.run()
                }
            }
            servers.cancelAll()
            return await report
        }
    }

    private func play(
        run: @escaping @Sendable (SocketlessServer) -> Void,
        finally finish: @Sendable () -> Void
    ) async -> SimulationReport {
        defer { finish() }
        let fleet: SimulatedFleet
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            fleet = try SimulatedFleet(seed: seed, in: folder, run: run)
        } catch {
            let failure = Violation(of: "a fleet can begin", "\(error)")
            return SimulationReport(seed: seed, steps: steps, trace: [], statistics: [:], failure: failure)
        }
        return await fleet.play(seed: seed, steps: steps)
    }
}
