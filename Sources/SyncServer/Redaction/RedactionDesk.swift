import SyncCore

/// Carries out what reviewers ask to be erased.
struct RedactionDesk: Sendable {
    let host: Host
    let signals: SpaceSignals
    /// Changes that one request takes from elsewhere.
    var changeLimit = ServerLimits.redactedChanges

    /// Finds what is asked for, and erases it unless only a preview is wanted.
    ///
    /// - Parameters:
    ///   - request: what is asked for.
    ///   - space: where.
    /// - Returns: what goes, or went.
    /// - Throws: ``Refusal``, or ``StoreError``; nothing was written.
    func answer(_ request: RedactionRequest, in space: HostedSpace) throws -> RedactionAnswer {
        do {
            let (found, ground) = try find(request, in: space)
            let plan = request.preview ? nil : try redact(found, request, ground, in: space)
            return RedactionAnswer(found, for: request, ground: ground, plan: plan)
        } catch let error as RedactionRefusal {
            throw Refusal.redaction(error)
        }
    }

    /// Finds what a request would erase.
    ///
    /// - Throws: ``RedactionRefusal``, ``Refusal``, or ``StoreError``
    func find(
        _ request: RedactionRequest,
        in space: HostedSpace
    ) throws -> (found: FoundValues, ground: Ground) {
        let ground = try Ground(request.ground)
        let found = try FoundValues(for: request, in: host.replica, of: space.id, limit: changeLimit)
        try ground.check(against: found.sought.values)
        if request.everywhere, found.hasMoreElsewhere {
            throw RedactionRefusal.tooManyChanges(limit: changeLimit)
        }
        return (found, ground)
    }

    /// Erases what was found.
    ///
    /// - Throws: ``RedactionRefusal`` or ``StoreError``; nothing was written.
    func redact(
        _ found: FoundValues,
        _ request: RedactionRequest,
        _ ground: Ground,
        in space: HostedSpace
    ) throws -> RedactionPlan {
        try redact(found.choices(for: request), ground, in: space)
    }

    private func redact(
        _ choices: [RedactionChoice],
        _ ground: Ground,
        in space: HostedSpace
    ) throws -> RedactionPlan {
        let plan: RedactionPlan
        do throws(StoreError) {
            plan = try host.controlLog.redact(choices, ground: ground.text, in: space)
        } catch .changeTooLarge {
            throw RedactionRefusal.valueCannotStay
        }
        // Another reviewer was first.
        guard !plan.redactions.isEmpty else { throw RedactionRefusal.alreadyRedacted }
        signals.wake([space.id])
        try host.controlLog.finishRedacting(in: space)
        return plan
    }
}
