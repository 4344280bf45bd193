import ServiceLifecycle

/// Notices what the administrator's commands change while the server runs, and wakes the pulls that wait.
///
/// SQLite's `data_version` changes when another program commits; the commands touch the server's database in the end.
struct ChangeWatcher: Service {
    let database: ServerDatabase
    let signals: SpaceSignals

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            let database = database
            var version = try await StoreThreads.run { try database.version() }
            while !Task.isCancelled {
                do {
                    try await Task.sleep(for: ServerLimits.watchPause)
                } catch is CancellationError {
                    return
                }
                let seen = try await StoreThreads.run { try database.version() }
                if seen != version { signals.wakeAll() }
                version = seen
            }
        }
    }
}

/// Ends the long polls as soon as a graceful shutdown begins, so that their connections can close.
struct WaitEnder: Service {
    let signals: SpaceSignals

    func run() async throws {
        try? await gracefulShutdown()
        signals.shutDown()
    }
}
