import SyncCore

/// One thing that goes wrong between a laptop and the server.
protocol NetworkFault: Sendable {
    /// As the trace tells it.
    var name: String { get }

    /// Carries one request, in this fault's way.
    func carry(_ request: HTTPRequest, over network: Network) async throws -> Passage
}

/// Everything that a network does; a new fault is one type and one line here.
let networkFaults: [any NetworkFault] = [
    RequestLost(), RequestCut(), RequestDoubled(), RequestDelayed(), RequestCorrupted(),
    AnswerLost(), AnswerCut(), AnswerCorrupted(), GatewayAnswers(), SyncCancelled(), ServerLosesPower(),
]
