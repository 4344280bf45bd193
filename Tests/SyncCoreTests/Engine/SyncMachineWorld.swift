import SyncCore
import TestSupport
import Testing

/// A server and a store that exist as numbers only, and fail at random: what a ``SyncMachine`` is tried
/// against.
struct SyncMachineWorld {
    var generator: SeededGenerator
    /// Percent of actions that fail.
    var failures = 0
    /// Segments on the server, and of them the ones that were pulled.
    var numbered = 0
    var pulled = 0
    /// Own segments that wait for a receipt.
    var unsent = 0

    private(set) var machine: SyncMachine
    private(set) var trace: [SyncMachine.Action] = []

    static let generation = Generation(high: 1, low: 1)

    private let seed: UInt64

    init(seed: UInt64, from position: UInt64? = 0) {
        self.seed = seed
        generator = SeededGenerator(seed: seed)
        machine = SyncMachine(from: position.map { Self.position($0) })
        pulled = Int(position ?? 0)
    }

    static func position(_ number: UInt64, of generation: Generation = generation) -> StreamPosition {
        StreamPosition(generation: generation, position: number, chain: ChainHash(seed: generation))
    }

    static func head(_ number: UInt64, of generation: Generation = generation) -> SpaceHead {
        SpaceHead(space: SpaceID(high: 0, low: 1), stream: position(number, of: generation), digest: .zero)
    }

    /// Runs to the end, which must come; `answer` may decide an action's outcome.
    mutating func run(
        limit: Int = 10_000,
        _ answer: (SyncMachine.Action, Int) -> SyncMachine.Outcome? = { _, _ in nil }
    ) {
        for step in 0..<limit {
            let action = machine.next
            guard action != .finish else { return }
            trace.append(action)
            let outcome = answer(action, step) ?? self.outcome(of: action)
            machine.take(outcome, using: &generator)
        }
        Issue.record("the machine, seed \(seed), did not come to an end")
    }

    private mutating func outcome(of action: SyncMachine.Action) -> SyncMachine.Outcome {
        if case .pause = action { return .paused }
        if generator.chance(failures) { return failure(of: action) }
        switch action {
        case .openSession: return .sessionOpened
        case .learnHead: return .learned(Self.head(UInt64(numbered)))
        case .pull:
            pulled = numbered
            return .pulled(upTo: Self.position(UInt64(numbered)), end: .head(Self.head(UInt64(numbered))))
        case .showHead: return .shown(generator.chance(50) ? Self.head(UInt64(numbered)) : nil)
        case .seal: return .sealed
        case .push(_, let most):
            var result = SyncMachine.PushResult()
            result.isExhausted = unsent == 0
            result.answered = min(unsent, most)
            result.receipted = result.answered
            unsent -= result.answered
            numbered += result.answered
            return .pushed(result)
        case .compare: return .compared(.settled)
        case .bringBlobs: return .broughtBlobs(SyncMachine.BlobResult())
        case .pause, .finish: return .paused
        }
    }

    private mutating func failure(of action: SyncMachine.Action) -> SyncMachine.Outcome {
        let problem = SyncProblem.transport(.connectionLost(host: "h"))
        let failure: SyncMachine.Failure =
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: .unauthorised(nonce: [1])
            case 1: .final(problem)
            case 2: .passing(problem, retryAfter: .seconds(Int.random(in: 0...200, using: &generator)))
            case 3: .historyDiffers(Self.head(UInt64(numbered)))
            default: .passing(problem)
            }
        switch action {
        case .pull:
            pulled = Int.random(in: min(pulled, numbered)...numbered, using: &generator)
            return .pulled(upTo: Self.position(UInt64(pulled)), end: .failed(failure))
        case .push(_, let most):
            var result = SyncMachine.PushResult()
            result.answered = Int.random(in: 0...min(unsent, most), using: &generator)
            result.receipted = Int.random(in: 0...result.answered, using: &generator)
            result.gaps = result.answered - result.receipted
            unsent -= result.answered
            numbered += result.receipted
            result.failure = failure
            return .pushed(result)
        default: return .failed(failure)
        }
    }
}
