extension Replica {
    /// Erases chosen values through the control log, in one commit; for the space's server.
    ///
    /// What is written is decided in the commit itself, by what the changes hold then: two redactions at the
    /// same time never restate what the other erases. The indexes, free pages and the write-ahead log may
    /// hold the values until ``finishErasing()``.
    ///
    /// - Parameters:
    ///   - choices: as they were found; a change that has lost the values meanwhile is left alone.
    ///   - ground: why, in words that stay.
    ///   - space: the space.
    ///   - key: the server's.
    ///   - beforeCommit: is given what was sealed; nothing is written if it throws.
    /// - Returns: what was written; without redactions, nothing was.
    /// - Throws: ``StoreError``; ``StoreError/changeTooLarge(_:)`` names the record of a value that is too
    ///   large to stay where another of its change goes.
    public func redact(
        _ choices: [RedactionChoice],
        ground: String,
        in space: SpaceID,
        sealingWith key: SigningKey,
        beforeCommit: ([Segment]) throws -> Void = { _ in }
    ) throws(StoreError) -> RedactionPlan {
        try redact(in: space, sealingWith: key, beforeCommit: beforeCommit) { storage in
            try storage.plan(choices, ground: ground, in: storage.space(space).key)
        }
    }

    /// Erases what is planned in the commit itself.
    func redact(
        in space: SpaceID,
        sealingWith key: SigningKey,
        beforeCommit: ([Segment]) throws -> Void,
        planning plan: (SQLiteStorage) throws -> RedactionPlan
    ) throws(StoreError) -> RedactionPlan {
        let wall = surroundings.wallMilliseconds()
        var generator = surroundings.generator
        let plan = try file.write { storage in
            let plan = try plan(storage)
            guard !plan.redactions.isEmpty else { return plan }
            var saving = try Saving(in: storage, to: nil, of: space, wallMilliseconds: wall)
            for edit in plan.edits { try saving.save(edit, using: &generator) }
            try saving.finish()
            let sealed = try Sealing(in: storage, of: space, now: wall).seal(with: key, using: &generator)
            try beforeCommit(sealed.map { try storage.sealedSegment($0) })
            return plan
        }
        try testify(of: [space])
        return plan
    }
}

extension SQLiteStorage {
    /// Plans by what the chosen changes hold now.
    fileprivate func plan(
        _ choices: [RedactionChoice],
        ground: String,
        in space: RowKey<StoredSpace>
    ) throws -> RedactionPlan {
        var reader = PlacedChangeReader(self, of: space)
        var present: [RedactionChoice] = []
        var restating: [RestatingChange] = []
        let chosen = Dictionary(grouping: choices, by: \.change.segment).sorted { $0.key < $1.key }
        for (id, choices) in chosen {
            guard let stored = try segment(id) else { continue }
            let extents = Dictionary(grouping: choices, by: \.change.change.name)
            let changes = try reader.changes(of: stored).filter { extents[$0.change.name] != nil }
            for change in changes {
                let choices = extents[change.change.name] ?? []
                present += choices.map { RedactionChoice(change, extent: $0.extent) }
            }
            if changes.contains(where: { $0.redaction != nil }) {
                restating += try reader.changes(restating: id)
            }
        }
        do throws(RestatementTooLarge) {
            return try RedactionPlan(present, restating: restating, ground: ground)
        } catch {
            throw StoreError.changeTooLarge(error.record)
        }
    }
}
