/// The server's program ends and starts again: sessions are gone, and its schema may be another one.
struct ServerRestarted: Fault {
    let name = "server restarted"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        let schema = fleet.dice.chance(50) ? SimulationSchema.present : SimulationSchema.former
        fleet.note("the server starts again")
        try fleet.server.restart(on: fleet.server.image(), schema: schema)
        try fleet.lookAtServer()
        return true
    }
}

/// The server's disk fills up; it has room again when it starts the next time, or when faults stop.
struct ServerDiskFull: Fault {
    let name = "server's disk full"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        let pages = fleet.dice.number(in: 0...6)
        try fleet.limitGrowth(of: fleet.server.replica, toPages: pages)
        fleet.note("the server: room for \(pages) pages")
        return true
    }
}

/// Somebody puts old copies of the server's files back, without telling the server.
struct ServerRestoredByHand: Fault {
    let name = "server restored by hand"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        guard let image = fleet.dice.pick(fleet.serverBackups) else { return false }
        fleet.note("the server is put back to an old copy")
        try fleet.server.restart(on: image)
        try fleet.lookAtServer()
        return true
    }
}

/// The server's logs and records are gone; its members and its key are there.
struct ServerEmptied: Fault {
    let name = "server emptied"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        fleet.note("the server's records are gone")
        let image = try fleet.server.image()
        try fleet.server.restart(
            on: ServerImage(replica: nil, database: image.database, acknowledged: [:])
        )
        return true
    }
}

/// A backup is put back by command.
struct ServerRestoredByCommand: Fault {
    let name = "server restored by command"

    func strike(_ fleet: isolated SimulatedFleet) async throws -> Bool {
        guard let archive = fleet.dice.pick(fleet.serverArchives) else { return false }
        fleet.note("a backup of the server is put back by command")
        try fleet.server.restore(archive)
        try fleet.lookAtServer()
        return true
    }
}
