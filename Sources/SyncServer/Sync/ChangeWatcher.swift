import ServiceLifecycle

/// Notices what the administrator's commands change while the server runs, and wakes the pulls that wait.
///
/// SQLite's `data_version` changes when another program commits; the commands touch the server's database
/// in the end.
struct ChangeWatcher: Service {
    let database: ServerDatabase
    let signals: SpaceSignals

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var version = await self.version()
            while (try? await Task.sleep(for: ServerLimits.watchPause)) != nil {
                let seen = await self.version()
                if seen != version { signals.wakeAll() }
                version = seen
            }
        }
    }

    /// `nil` if it cannot be read just now: the next look will tell.
    private func version() async -> Int64? {
        let database = database
        return try? await StoreThreads.run { try database.version() }
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
