import SyncCore
import Synchronization

/// One laptop's way to the server, and the moment at which its power goes.
final class Link: Transport {
    private struct State {
        /// The spaces that the device is a member of.
        var spaces: Set<SpaceID> = []
        var crash: PowerCut?
    }

    /// Who takes turns.
    let player: Int

    private let network: Network
    private let allSpaces: Set<SpaceID>
    private let state = Mutex(State())

    /// `allSpaces` are those that the server hosts.
    init(over network: Network, as player: Int, allSpaces: Set<SpaceID>) {
        self.network = network
        self.player = player
        self.allSpaces = allSpaces
    }

    func join(_ spaces: some Sequence<SpaceID>) {
        state.withLock { $0.spaces.formUnion(spaces) }
    }

    /// Lets the power go between two of the requests that follow.
    func arm(_ crash: PowerCut) {
        state.withLock { $0.crash = crash }
    }

    /// Whether the power has not gone yet.
    var hasPower: Bool { state.withLock { $0.crash?.hasPower ?? true } }

    /// What was written up to now is on the disk for certain: its person was told so.
    func noteDurable() throws {
        try state.withLock { try $0.crash?.noteDurable() }
    }

    /// What is left on the disk, if the power went, or goes now.
    func takeCrash() throws -> StoreImage? {
        try state.withLock { state in
            defer { state.crash = nil }
            return try state.crash?.finalImage()
        }
    }

    func send<Receiver: ResponseReceiver>(
        _ request: HTTPRequest,
        into receiver: Receiver
    ) async -> Delivery<Receiver> {
        await network.turns.pass(player)
        let request = request.holdingItsBody
        guard isAlive() else { return Delivery(receiver: receiver, result: .failure(.cancelled)) }
        let passage = await network.carry(request)
        report { () throws(Violation) in
            let foreign = allSpaces.subtracting(state.withLock(\.spaces))
            try CanaryStaysInside.check(passage.body, from: foreign)
        }
        return hand(passage, to: receiver, limit: request.answerLimit)
    }

    private func isAlive() -> Bool {
        do {
            return try state.withLock { try $0.crash?.survivesSending() ?? true }
        } catch {
            network.report(Violation(of: "a store can be copied", "\(error)"))
            return false
        }
    }

    private func report(_ check: () throws(Violation) -> Void) {
        do throws(Violation) { try check() } catch { network.report(error) }
    }

    /// The body comes in pieces of any size.
    private func hand<Receiver: ResponseReceiver>(
        _ passage: Passage,
        to receiver: Receiver,
        limit: Int
    ) -> Delivery<Receiver> {
        var receiver = receiver
        guard let head = passage.head else {
            return Delivery(receiver: receiver, result: .failure(passage.error ?? .cancelled))
        }
        guard passage.body.count <= limit else {
            return Delivery(receiver: receiver, result: .failure(.answerTooLarge(limit: limit)))
        }
        var isWanted = receiver.begin(head)
        var rest = passage.body[...]
        while isWanted, !rest.isEmpty {
            let piece = rest.prefix(network.dice.number(in: 1...rest.count))
            rest = rest.dropFirst(piece.count)
            isWanted = piece.withUnsafeBytes { receiver.receive($0) }
        }
        guard isWanted else { return Delivery(receiver: receiver, result: .failure(.stopped)) }
        return Delivery(receiver: receiver, result: passage.error.map { .failure($0) } ?? .success(head))
    }
}

extension HTTPRequest {
    /// The same with all of its body in memory: it may be cut, damaged, or arrive when nobody holds the file
    /// any more.
    fileprivate var holdingItsBody: HTTPRequest {
        guard case .stream(_, let read)? = body else { return self }
        var request = self
        var bytes: [UInt8] = []
        while let piece = read(bytes.count, Limits.blobChunkBytes), !piece.isEmpty { bytes += piece }
        request.body = .bytes(bytes)
        return request
    }
}
