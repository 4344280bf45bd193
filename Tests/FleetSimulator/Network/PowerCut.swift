/// A power cut between two requests of a laptop: any instant of what it writes there.
///
/// What the laptop had written before a request left is on the disk for certain: others may know of it.
struct PowerCut: Sendable {
    private let path: String
    private let dice: Dice
    /// Requests that still leave.
    private var requests: Int
    /// When the last request left.
    private var certain: StoreImage
    private var left: StoreImage?

    /// Lets so many requests leave; the store at `path` must not be written to just now.
    init(at path: String, after requests: Int, by dice: Dice) throws {
        self.path = path
        self.requests = requests
        self.dice = dice
        certain = try StoreImage(ofStoreAt: path)
    }

    /// Whether the laptop is alive when it wants to send the next request.
    mutating func survivesSending() throws -> Bool {
        guard left == nil else { return false }
        let now = try StoreImage(ofStoreAt: path)
        guard requests > 0 else {
            left = now.cut(since: certain, by: dice)
            return false
        }
        requests -= 1
        certain = now
        return true
    }

    var hasPower: Bool { left == nil }

    /// What was written up to now is on the disk for certain.
    mutating func noteDurable() throws {
        if hasPower { certain = try StoreImage(ofStoreAt: path) }
    }

    /// What is on the disk when the power comes back.
    func finalImage() throws -> StoreImage {
        try left ?? StoreImage(ofStoreAt: path).cut(since: certain, by: dice)
    }
}
