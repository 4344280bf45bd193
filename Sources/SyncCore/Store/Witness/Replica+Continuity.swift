extension Replica {
    /// Compares the store with its witness when it is opened.
    ///
    /// A store that cannot be proved to be the one that went furthest, a copy that was put back, say, goes on
    /// in new logs, and on a server in a new generation. What it holds stays.
    func proveContinuity() throws(StoreError) {
        guard let witness = witness.read() else { return }
        let doubts = try file.read { storage in
            try storage.spaces().compactMap { try storage.doubts(about: $0, witness: witness) }
        }
        guard !doubts.isEmpty else { return }
        let now = surroundings.wallMilliseconds()
        var generator = surroundings.generator
        try file.write { storage in
            for doubt in doubts {
                if doubt.isOfNumbering {
                    try storage.restartNumbering(of: doubt.space, now: now, using: &generator)
                } else if let current = doubt.space.currentLog {
                    var space = doubt.space
                    let renewal = LogRenewal(in: storage, of: space, now: now)
                    let difference = try renewal.leave(storage.log(at: current), using: &generator)
                    space.digest = space.digest + difference
                    try storage.setState(of: space)
                }
            }
        }
        try testify(of: Set(doubts.map(\.space.id)))
    }

    /// Notes in the witness how far own logs, and a server's numbering, have come.
    func testify(of spaces: Set<SpaceID>) throws(StoreError) {
        guard !witness.isAbsent else { return }
        witness.write(
            try file.read { storage in
                try spaces.sorted().flatMap { try storage.testimony(of: storage.space($0)) }
            }
        )
    }
}

/// A space whose store may be a copy.
private struct Doubt {
    let space: StoredSpace
    /// A server's numbering has come further, or elsewhere; else it is the log that saves go to.
    let isOfNumbering: Bool
}

extension SQLiteStorage {
    /// What the witness should say of a space.
    fileprivate func testimony(of space: StoredSpace) throws -> [Witness.Note] {
        var notes: [Witness.Note] = []
        if let current = space.currentLog {
            let log = try log(at: current)
            let none = SegmentID(words: (0, 0, 0, 0))
            notes.append(.log(log.id, last: log.sealed.next - 1, segment: log.sealed.previous ?? none))
        }
        if space.isNumbering, let stream = space.stream { notes.append(.numbering(space.id, stream)) }
        return notes
    }

    /// `nil` if the store holds all that the witness says.
    fileprivate func doubts(about space: StoredSpace, witness: Witness) throws -> Doubt? {
        if space.isNumbering, try !holds(witness.numberings[space.id], of: space) {
            return Doubt(space: space, isOfNumbering: true)
        }
        guard let current = space.currentLog else { return nil }
        let log = try log(at: current)
        if try holds(witness.logs[log.id], of: log) { return nil }
        return Doubt(space: space, isOfNumbering: false)
    }

    /// Without a note, a log that has sealed nothing proves itself.
    private func holds(_ noted: VersionVector.Head?, of log: StoredLog) throws -> Bool {
        guard let noted else { return log.sealed.previous == nil }
        guard noted.number > 0 else { return true }
        guard let segment = try segment(noted.segment), segment.status != .waiting else { return false }
        return segment.log == log.key && segment.last == noted.number && noted.number < log.sealed.next
    }

    /// A numbering may be further on than its note, or in a later generation.
    private func holds(_ noted: StreamPosition?, of space: StoredSpace) throws -> Bool {
        guard let stream = space.stream else { return noted == nil }
        guard let noted else { return stream.position == 0 }
        guard noted.generation == stream.generation else {
            return try hasBegun(noted.generation, in: space.key)
        }
        if noted.position == 0 { return true }
        return try chain(at: noted.position, in: space.key) == noted.chain
    }
}
