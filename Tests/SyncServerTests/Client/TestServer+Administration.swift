import SyncCore

@testable import SyncServer

extension TestServer {
    /// Begins a new numbering, as a restore does.
    func startGeneration(of space: SpaceID) throws {
        let generation = Generation(high: 0xAB, low: 0xCD)
        try administration.host.replica.startGeneration(generation, of: space)
    }
}
