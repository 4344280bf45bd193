import Glibc
import UnixSignals

/// Does work that Ctrl-C cancels; what the work then throws or returns is the result.
func endingEarlyOnInterrupt<Result: Sendable>(
    _ work: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    // Before the work begins: a Ctrl-C that comes first would end the program where it stands.
    let signals = await UnixSignalsSequence(trapping: .sigint)
    return try await withThrowingTaskGroup(of: Result?.self) { group in
        group.addTask { try await work() }
        group.addTask {
            for await _ in signals { break }
            return nil
        }
        // Either ends the other: after a signal the work is cancelled, and waited for.
        while let ended = try await group.next() {
            group.cancelAll()
            if let ended { return ended }
        }
        throw CancellationError()
    }
}
