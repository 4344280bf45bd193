import Foundation
import SyncCore
import SyncServer
import Synchronization

/// What a backup of the whole server holds, or a disk after a power cut.
struct ServerImage: Sendable {
    /// The logs and the records; `nil` if they are gone.
    let replica: StoreImage?
    /// Invitations and members.
    let database: StoreImage
    /// What the server had acknowledged by then.
    let acknowledged: [SpaceID: Set<SegmentID>]
}

/// A backup that the server wrote by command.
struct ServerArchive: Sendable {
    let path: String
    /// What the server had acknowledged by then.
    let acknowledged: [SpaceID: Set<SegmentID>]
}

/// The fleet's server: the program that runs now, and what happens to its disk.
final class SimulatedServer: Sendable {
    private struct State {
        var program: SocketlessServer
        var folder: DataFolder
        var starts = 1
        var acknowledged: [SpaceID: Set<SegmentID>] = [:]
        var schema: Schema
    }

    let clock: DeviceClock

    private let key: SigningKey
    private let dice: Dice
    private let path: String
    private let run: @Sendable (SocketlessServer) -> Void
    private let state: Mutex<State>

    /// Starts a server in an empty folder.
    ///
    /// `run` is called for every program that starts: it has to give it a task.
    init(
        at path: String,
        key: SigningKey,
        schema: Schema,
        clock: DeviceClock,
        dice: Dice,
        run: @escaping @Sendable (SocketlessServer) -> Void
    ) throws {
        let folder = DataFolder(path + "/server-1")
        let program = try SocketlessServer(
            folder,
            key: key,
            schema: schema,
            surroundings: clock.surroundings(with: dice.fork())
        )
        self.path = path
        self.key = key
        self.clock = clock
        self.dice = dice
        self.run = run
        state = Mutex(State(program: program, folder: folder, schema: schema))
        run(program)
    }

    var program: SocketlessServer { state.withLock(\.program) }
    var replica: Replica { program.replica }
    var acknowledged: [SpaceID: Set<SegmentID>] { state.withLock(\.acknowledged) }

    func acknowledge(_ segments: [SegmentID], in space: SpaceID) {
        state.withLock { $0.acknowledged[space, default: []].formUnion(segments) }
    }

    func image() throws -> ServerImage {
        let (folder, acknowledged) = state.withLock { ($0.folder, $0.acknowledged) }
        return ServerImage(
            replica: try StoreImage(ofStoreAt: folder.replica),
            database: try StoreImage(ofStoreAt: folder.database),
            acknowledged: acknowledged
        )
    }

    func backUp(to path: String) throws -> ServerArchive {
        let (program, acknowledged) = state.withLock { ($0.program, $0.acknowledged) }
        try program.administration.backUp(to: path)
        return ServerArchive(path: path, acknowledged: acknowledged)
    }

    /// Ends the program, and starts one on these files: of its own disk, or of a backup.
    func restart(on image: ServerImage, schema: Schema? = nil) throws {
        let folder = try newFolder()
        try image.replica?.write(toStoreAt: folder.replica)
        try image.database.write(toStoreAt: folder.database)
        try start(in: folder, schema: schema, acknowledged: image.acknowledged)
    }

    /// Ends the program, puts a backup back by command, and starts the program again.
    func restore(_ archive: ServerArchive) throws {
        let folder = try newFolder()
        try Data((key.secretBytes.hexadecimal + "\n").utf8).write(to: URL(filePath: folder.serverKey))
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.serverKey)
        let surroundings = clock.surroundings(with: dice.fork())
        _ = try Restoring(in: folder, surroundings: surroundings).restore(from: archive.path)
        try start(in: folder, schema: nil, acknowledged: archive.acknowledged)
    }

    /// Every file that the server has.
    func files() throws -> [String] {
        let folder = state.withLock(\.folder)
        return try FileManager.default.subpathsOfDirectory(atPath: folder.path).map { folder.path + "/" + $0 }
    }

    /// A folder with what is never older: the ledger beside the keys.
    private func newFolder() throws -> DataFolder {
        let number = state.withLock { state in
            state.starts += 1
            return state.starts
        }
        let folder = DataFolder(path + "/server-\(number)")
        let former = state.withLock(\.folder)
        try FileManager.default.createDirectory(atPath: folder.keys, withIntermediateDirectories: true)
        if FileManager.default.fileExists(atPath: former.ledger) {
            try FileManager.default.copyItem(atPath: former.ledger, toPath: folder.ledger)
        }
        return folder
    }

    private func start(
        in folder: DataFolder,
        schema: Schema?,
        acknowledged: [SpaceID: Set<SegmentID>]
    ) throws {
        let schema = schema ?? state.withLock(\.schema)
        let program = try SocketlessServer(
            folder,
            key: key,
            schema: schema,
            surroundings: clock.surroundings(with: dice.fork())
        )
        state.withLock { state in
            state.program = program
            state.folder = folder
            state.acknowledged = acknowledged
            state.schema = schema
        }
        run(program)
    }
}
