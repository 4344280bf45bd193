import SyncCore

extension SyncReport {
    /// One line for a trace.
    var told: String {
        var parts = ["sent \(sent)", "received \(received)"]
        if receipted != sent { parts.append("receipted \(receipted)") }
        if unsentChanges > 0 { parts.append("unsent \(unsentChanges)") }
        if forked > 0 { parts.append("forked \(forked)") }
        if gaps > 0 { parts.append("gaps \(gaps)") }
        if hasNewLog { parts.append("new log") }
        parts += refusals.map { "refused \($0.code)" }
        parts += problems.map(\.told)
        return parts.joined(separator: ", ")
    }
}

extension SyncProblem {
    fileprivate var told: String {
        switch self {
        case .historyDiffers: "history differs"
        case .digestsDiffer: "digests differ"
        case .refused(let problem): "refused \(problem.code)"
        case .segmentNotAccepted(_, let error): "segment not accepted: \(error)"
        default: "\(self)"
        }
    }
}
