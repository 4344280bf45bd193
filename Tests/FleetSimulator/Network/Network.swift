import SyncCore
import SyncServer
import Synchronization

/// What lies between the laptops and the server.
///
/// It has weather: how often something goes wrong. What was sent is remembered, so that it can come again.
final class Network: Sendable {
    private struct State {
        /// Of a hundred requests, how many meet a fault.
        var faultPercent: Int
        var delayed: [HTTPRequest] = []
        var pushes: [HTTPRequest] = []
        var violation: Violation?
        var faults: [String: Int] = [:]
        var requests = 0
    }

    let server: SimulatedServer
    let turns: Turns
    let dice: Dice
    let time: VirtualTime

    private let state: Mutex<State>

    init(to server: SimulatedServer, turns: Turns, dice: Dice, time: VirtualTime, faultPercent: Int) {
        self.server = server
        self.turns = turns
        self.dice = dice
        self.time = time
        state = Mutex(State(faultPercent: faultPercent))
    }

    /// Requests so far.
    var requests: Int { state.withLock(\.requests) }

    /// What happened, and how often.
    var faults: [String: Int] { state.withLock(\.faults) }

    /// How many of a hundred requests meet a fault.
    var faultPercent: Int {
        get { state.withLock(\.faultPercent) }
        set { state.withLock { $0.faultPercent = newValue } }
    }

    /// What was seen on the way that must not be, once.
    func takeViolation() -> Violation? {
        state.withLock { state in
            defer { state.violation = nil }
            return state.violation
        }
    }

    /// Carries one request, in whichever way the weather allows.
    func carry(_ request: HTTPRequest) async -> Passage {
        state.withLock { $0.requests += 1 }
        time.advance(milliseconds: Int64(dice.number(in: 5...900)))
        do {
            if let late = lateArrival() { _ = try await deliver(late) }
            guard dice.chance(faultPercent), let fault = dice.pick(networkFaults) else {
                return try await deliver(request)
            }
            state.withLock { $0.faults[fault.name, default: 0] += 1 }
            return try await fault.carry(request, over: self)
        } catch {
            report(error as? Violation ?? Violation(of: "the server answers every request", "\(error)"))
            return .lost
        }
    }

    /// Brings a request to the server whole, and takes note of what the server acknowledges.
    func deliver(_ request: HTTPRequest) async throws -> Passage {
        let passage = try await answer(request)
        try BoundedMessages.check(request, answeredBy: passage)
        if request.isPush, passage.head?.status == 200 {
            let receipts = try PushAnswer.receipts(in: passage.body)
            for receipt in receipts { server.acknowledge([receipt.segment], in: receipt.space) }
            if !receipts.isEmpty { remember(request) }
        }
        return passage
    }

    /// Lets the server do its work, whether or not anybody will hear of it.
    func answer(_ request: HTTPRequest) async throws -> Passage {
        let (head, body) = try await server.program.answer(request)
        return Passage(head: head, body: body)
    }

    /// Changes one to three bytes.
    func corrupted(_ bytes: [UInt8]) -> [UInt8] {
        guard !bytes.isEmpty else { return bytes }
        var bytes = bytes
        for _ in 0..<dice.number(in: 1...3) {
            bytes[dice.number(in: 0...bytes.count - 1)] ^= UInt8(1 << dice.number(in: 0...7))
        }
        return bytes
    }

    func delay(_ request: HTTPRequest) {
        state.withLock { $0.delayed.append(request) }
    }

    /// A push that the server acknowledged at some time.
    func formerPush() -> HTTPRequest? { dice.pick(state.withLock(\.pushes)) }

    /// Brings everything to the server that is still on its way.
    func deliverAllDelayed() async throws {
        let delayed = state.withLock { state in
            defer { state.delayed = [] }
            return state.delayed
        }
        for request in dice.shuffled(delayed) { _ = try await deliver(request) }
    }

    func report(_ violation: Violation) {
        state.withLock { $0.violation = $0.violation ?? violation }
    }

    private func lateArrival() -> HTTPRequest? {
        let count = state.withLock(\.delayed.count)
        guard count > 0, dice.chance(30) else { return nil }
        let index = dice.number(in: 0...count - 1)
        return state.withLock { $0.delayed.remove(at: index) }
    }

    private func remember(_ request: HTTPRequest) {
        state.withLock { state in
            state.pushes.append(request)
            if state.pushes.count > Self.rememberedPushes { state.pushes.removeFirst() }
        }
    }

    /// As many as a run repeats at most, and some more.
    private static let rememberedPushes = 32
}

extension HTTPRequest {
    fileprivate var isPush: Bool { method == .post && target.hasSuffix("/segments") }
}
