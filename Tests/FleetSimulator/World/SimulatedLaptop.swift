import SyncCore

/// One laptop of the fleet: its disk, its clock, the program that runs on it, and what its person knows.
struct SimulatedLaptop: Sendable {
    /// What stays when the disk is another one.
    struct Equipment: Sendable {
        /// Names the laptop, and takes its turns.
        let number: Int
        /// Under which the device enrolled; that of a clone is the original's.
        let pseudonym: String
        let keys: SeededKeys
        let tokens: KeptTokens
        let clock: DeviceClock
        let link: Link
    }

    let equipment: Equipment
    let schema: Schema
    /// Randomness and time of its programs.
    let surroundings: Surroundings
    /// Where its store lies; another place after every restart.
    let path: String
    let replica: Replica
    let engine: SyncEngine

    var memory = LaptopMemory()
    /// Copies of the disk that were taken at some time.
    var backups: [LaptopImage] = []
    /// Requests after which the power goes in the next sync.
    var crashAfter: Int?
    var isDiskFull = false
    /// What it keeps of the sticks that it uses.
    var peers = PeerMemory()

    var number: Int { equipment.number }
    var name: String { "laptop \(number)" }
    /// Ascending.
    var spaces: [SpaceID] { memory.rights.keys.sorted() }
}

/// What must be on a laptop's disk, because its person was told so.
struct LaptopMemory: Sendable {
    /// What the device may do, in each space that it is a member of.
    var rights: [SpaceID: Rights] = [:]
    /// Changes that were saved on this disk.
    var saved: [SpaceID: Set<ChangeName>] = [:]
    /// Changes that were on this disk when somebody looked last, own and others'.
    var held: [SpaceID: Set<ChangeName>] = [:]
}

/// A copy of a laptop's disk, and what was on it.
struct LaptopImage: Sendable {
    var store: StoreImage
    let memory: LaptopMemory
}
