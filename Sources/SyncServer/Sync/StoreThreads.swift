import NIOPosix

/// Runs what blocks, reading and writing the store, on threads of its own: never on those that serve the
/// network.
enum StoreThreads {
    static func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result
    {
        try await NIOThreadPool.singleton.runIfActive(work)
    }
}
