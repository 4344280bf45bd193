/// What the segments of one log count for, by the standing changes that hold.
struct LogStanding: Sendable {
    private struct Limit: Sendable {
        let rights: Rights
        /// The segments that keep their rights.
        let spared: Set<SegmentID>
    }

    private let limits: [Limit]
    private let lastSegments: Set<SegmentID>

    /// - Parameters:
    ///   - changes: the standing changes of the log.
    ///   - predecessors: of every placed segment of the log, its predecessor.
    init(_ changes: [StandingChange], predecessors: [SegmentID: SegmentID?]) {
        lastSegments = Set(changes.flatMap(\.lastSegments))
        limits = changes.map { change in
            var spared: Set<SegmentID> = []
            for last in change.lastSegments {
                var next: SegmentID? = last
                while let segment = next, let before = predecessors[segment],
                    spared.insert(segment).inserted
                {
                    next = before
                }
            }
            return Limit(rights: change.rights, spared: spared)
        }
    }

    /// What is left of the rights of a segment's writer; `nil` if all are.
    func rightsLeft(for segment: SegmentID) -> Rights? {
        Self.common(limits.filter { !$0.spared.contains(segment) })
    }

    /// What is left for what the log has not sealed yet; `nil` if all rights are.
    var rightsLeftAtEnd: Rights? { Self.common(limits) }

    /// Whether a standing change spares this segment and what is before it: when it arrives, the log is to
    /// be judged again.
    func names(_ segment: SegmentID) -> Bool { lastSegments.contains(segment) }

    private static func common(_ limits: [Limit]) -> Rights? {
        limits.isEmpty ? nil : limits.reduce(Rights(rawValue: .max)) { $0.intersection($1.rights) }
    }
}

extension Writer {
    /// The writer with no more rights than these; `nil` leaves all.
    func limited(to rights: Rights?) -> Writer {
        guard let rights, case .member(let own) = self else { return self }
        return .member(own.intersection(rights))
    }
}
