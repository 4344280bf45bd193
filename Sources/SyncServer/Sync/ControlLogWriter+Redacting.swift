import SyncCore

extension ControlLogWriter {
    /// Writes what erases chosen values, in one commit.
    ///
    /// Files may hold the values until ``finishRedacting(in:)``, so that many commits need it once.
    ///
    /// - Parameters:
    ///   - choices: what goes.
    ///   - ground: why, in words that stay.
    ///   - space: where.
    /// - Returns: what was written; without redactions, nothing was.
    /// - Throws: ``StoreError``
    func redact(
        _ choices: [RedactionChoice],
        ground: String,
        in space: HostedSpace
    ) throws(StoreError) -> RedactionPlan {
        let ledger = ledger
        return try replica.redact(choices, ground: ground, in: space.id, sealingWith: key) { segments in
            try ledger.append(segments)
        }
    }

    /// Erases what branches of forked logs still carry of erased changes.
    ///
    /// - Parameters:
    ///   - logs: that have got segments; `nil` for all of the space.
    ///   - space: where.
    /// - Throws: ``StoreError``
    func settleTwins(in logs: Set<LogID>? = nil, of space: HostedSpace) throws(StoreError) {
        let ledger = ledger
        let found = try replica.redactTwins(in: logs, of: space.id, sealingWith: key) { segments in
            try ledger.append(segments)
        }
        if found { try finishErasing(in: space) }
    }

    /// Takes what was erased out of the ledger, the indexes and the free pages, and its twins as well.
    func finishRedacting(in space: HostedSpace) throws(StoreError) {
        try settleTwins(of: space)
        try finishErasing(in: space)
    }

    private func finishErasing(in space: HostedSpace) throws(StoreError) {
        try ledger.eraseWhatIsGone(from: replica.controlSegments(of: space.id))
        try replica.finishErasing()
    }
}
