import Foundation
import SyncCore
import SyncServer
import TestSupport

/// A fleet: a server, laptops and what lies between them, and what is known of them from outside.
///
/// Its topics are in the extensions beside this file.
actor SimulatedFleet {
    let dice: Dice
    let time = VirtualTime()
    let turns: Turns
    let server: SimulatedServer
    let network: Network

    let path: String
    private var stores = 0
    private let allSpaces: Set<SpaceID>

    var laptops: [Int: SimulatedLaptop] = [:]
    private var lastNumber = 0
    var spaces: [SpaceID: SpaceOracle] = [:]
    var serverBackups: [ServerImage] = []
    var serverArchives: [ServerArchive] = []
    /// Devices that are members no more.
    var former: Set<Membership> = []
    /// Whether a bundle on the stick may be damaged.
    var isStickHarmed = false
    private(set) var trace: [String] = []
    private(set) var statistics: [String: Int] = [:]

    /// Starts a server with one or two spaces, in an empty folder.
    ///
    /// `run` is called for every program of the server that starts.
    init(
        seed: UInt64,
        in path: String,
        run: @escaping @Sendable (SocketlessServer) -> Void
    ) throws {
        let dice = Dice(seed: seed)
        var generator = SeededGenerator(seed: seed)
        self.dice = dice
        self.path = path
        turns = Turns(dice: dice)
        server = try SimulatedServer(
            at: path,
            key: .seeded(&generator),
            schema: dice.chance(50) ? SimulationSchema.present : SimulationSchema.former,
            clock: DeviceClock(of: time),
            dice: dice,
            run: run
        )
        var spaces: [SpaceID: SpaceOracle] = [:]
        for name in dice.chance(35) ? ["hv-shared", "hv-police"] : ["hv-shared"] {
            let id = try server.program.administration.addSpace(name)
            spaces[id] = SpaceOracle(id: id, name: name)
        }
        self.spaces = spaces
        allSpaces = Set(spaces.keys)
        network = Network(
            to: server,
            turns: turns,
            dice: dice,
            time: time,
            faultPercent: dice.pick([0, 5, 15, 35]) ?? 0
        )
    }

    /// Ascending, so that a choice among them repeats.
    var numbers: [Int] { laptops.keys.sorted() }

    /// Adds a line to the trace, without the folder, which is another one in each run.
    func note(_ line: String) { trace.append(line.replacing(path, with: "…")) }

    func count(_ event: String, _ times: Int = 1) { statistics[event, default: 0] += times }

    /// What a new laptop is made of, but for its disk; a clone has the keys of another one.
    func equipment(withKeysOf original: SimulatedLaptop? = nil) -> SimulatedLaptop.Equipment {
        lastNumber += 1
        return SimulatedLaptop.Equipment(
            number: lastNumber,
            pseudonym: original?.equipment.pseudonym ?? "laptop \(lastNumber)",
            keys: original?.equipment.keys ?? SeededKeys(seed: dice.next()),
            tokens: KeptTokens(),
            clock: DeviceClock(of: time),
            link: Link(over: network, as: lastNumber, allSpaces: allSpaces)
        )
    }

    /// Starts a laptop's program on a disk; on an empty one without an image.
    func start(
        _ equipment: SimulatedLaptop.Equipment,
        schema: Schema,
        on image: StoreImage? = nil
    ) throws -> SimulatedLaptop {
        stores += 1
        let path = path + "/store-\(stores)"
        try image?.write(toStoreAt: path)
        let surroundings = equipment.clock.surroundings(with: dice.fork())
        let replica = try Replica(at: .file(path), schema: schema, surroundings: surroundings)
        let time = time
        let engine = SyncEngine(
            replica: replica,
            keys: equipment.keys,
            transport: equipment.link,
            tokens: equipment.tokens,
            surroundings: surroundings,
            pause: { time.advance(milliseconds: $0.components.seconds * 1_000 + 1) }
        )
        return SimulatedLaptop(
            equipment: equipment,
            schema: schema,
            surroundings: surroundings,
            path: path,
            replica: replica,
            engine: engine
        )
    }

    /// Throws what the network has seen that must not be.
    func checkNetwork() throws(Violation) {
        if let violation = network.takeViolation() { throw violation }
    }
}
