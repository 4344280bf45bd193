import TestSupport

@testable import SyncCore

extension TestSpace {
    /// A laptop that is a clone of a member's, and goes on in its log where these segments of it end.
    func clone(of member: TestMember, holding segments: [Segment], seed: UInt64) throws -> Replica {
        let clone = try replica(surroundings: TestSurroundings(seed: seed))
        try clone.ingest(segments, of: id)
        try clone.startLog(member.opening, in: id)
        let log = member.log(in: self)
        guard let last = segments.last(where: { $0.header.log == log }) else { return clone }
        try clone.file.write { storage in
            let stored = try storage.ensureLog(log, of: storage.space(id).key)
            try storage.setSealed(
                LogPosition(next: last.header.last + 1, previous: last.id),
                of: stored.key
            )
        }
        return clone
    }
}
