import FoundationEssentials

extension SyncMachine.Failure {
    /// What a problem on this side means for going on.
    init(_ problem: SyncProblem) {
        switch problem {
        case .cancelled, .transport(.cancelled): self = .cancelled
        case .transport(let error) where error.isPassing: self = .passing(problem)
        case .store(.locked): self = .passing(problem)
        default: self = .final(problem)
        }
    }

    /// What a server's refusal means for going on.
    init(refusal head: HTTPResponseHead, body: [UInt8], space: SpaceID, pinned: [PublicKey], now: Int64) {
        let document = try? Problem(decoding: Data(body), status: head.status)
        let problem = document ?? Problem(.unknown, status: head.status)
        let retryAfter = head["retry-after"].flatMap { HTTPDate.pause(retryAfter: $0, now: now) }
        switch head.status {
        case 401: self = .unauthorised(nonce: problem.nonce)
        case 409 where problem.code == .historyDiffers:
            self = Self.differing(problem, space: space, pinned: pinned)
        case 413, 423: self = .passing(.refused(problem))
        case 409 where problem.code == .uploadOffsetDiffers: self = .passing(.refused(problem))
        case 408, 429, 500...599: self = .passing(.refused(problem), retryAfter: retryAfter)
        default: self = .final(.refused(problem))
        }
    }

    /// Believes that the history differs only if a pinned key signed the head that says so.
    private static func differing(_ problem: Problem, space: SpaceID, pinned: [PublicKey]) -> Self {
        do throws(WireError) {
            let signed = try SignedHead(decoding: problem.head ?? [])
            try signed.verify(signedBy: pinned, space: space)
            return .historyDiffers(signed.head)
        } catch {
            return .final(.notTrusted(error))
        }
    }
}
