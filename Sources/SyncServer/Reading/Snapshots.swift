import SyncCore
import Synchronization

/// Spaces as they were at a moment, for models that must read the same twice.
///
/// A snapshot is a replica in memory that has ingested the segments up to N and the whole control log: what
/// was erased since is erased there too, and what is held back today does not count. The latest few are
/// kept until the control log grows.
final class Snapshots: Sendable {
    private struct Held {
        let space: SpaceID
        let moment: AsOf
        let controlSegments: Int
        let replica: Replica
    }

    /// How many are kept: each has a whole space in memory.
    private static let most = 2

    private let host: Host
    private let building = SideThread()
    /// The one that was used last comes last.
    private let held = Mutex<[Held]>([])

    init(host: Host) {
        self.host = host
    }

    /// The space as it was.
    ///
    /// Complexity: O(*n*) in the number of changes up to then, the first time.
    ///
    /// - Throws: ``Refusal/momentPast`` for another generation, ``Refusal/malformed(_:)`` for a number that
    ///   is not reached yet.
    func replica(of space: SpaceID, asOf moment: AsOf) async throws -> Replica {
        try await building.run { try self.find(space, asOf: moment) }
    }

    private func find(_ space: SpaceID, asOf moment: AsOf) throws -> Replica {
        guard let head = try host.replica.head(of: space) else { throw Refusal.unknownSpace }
        guard head.stream.generation == moment.generation else { throw Refusal.momentPast }
        guard moment.position <= head.stream.position else {
            throw Refusal.malformed(
                .parameter("asOf", expected: "generation.N with N at most \(head.stream.position)")
            )
        }
        let control = try host.replica.controlSegments(of: space)
        let known = held.withLock { held -> Replica? in
            held.removeAll { $0.space == space && $0.controlSegments != control.count }
            guard let index = held.firstIndex(where: { $0.space == space && $0.moment == moment }) else {
                return nil
            }
            held.append(held.remove(at: index))
            return held.last?.replica
        }
        if let known { return known }
        let built = Held(
            space: space,
            moment: moment,
            controlSegments: control.count,
            replica: try build(space, asOf: moment, control: control)
        )
        held.withLock { held in
            if held.count >= Self.most { held.removeFirst() }
            held.append(built)
        }
        return built.replica
    }

    private func build(_ space: SpaceID, asOf moment: AsOf, control: [Segment]) throws -> Replica {
        // Each segment arrives when it did.
        let clock = Mutex(host.surroundings.wallMilliseconds())
        let surroundings = Surroundings(
            wallMilliseconds: { clock.withLock { $0 } },
            random: host.surroundings.random
        )
        let replica = try Replica(at: .memory, schema: host.schema, surroundings: surroundings)
        try replica.addSpace(space, name: "", trusting: [host.key.publicKey])
        try ingest(control, of: space, into: replica, as: .none)
        var position: UInt64 = 0
        while position < moment.position {
            let numbered = try host.replica.segments(
                of: space,
                after: position,
                countLimit: ServerLimits.pullChunkSegments,
                byteLimit: ServerLimits.pushBytes
            )
            guard let last = numbered.last else { break }
            let wanted = numbered.filter { $0.position <= moment.position }
            for arrival in wanted.arrivals {
                clock.withLock { $0 = arrival.time }
                guard let chain = try host.replica.chain(of: space, at: arrival.position) else { break }
                let stream = StreamPosition(
                    generation: moment.generation,
                    position: arrival.position,
                    chain: chain
                )
                try ingest(arrival.segments, of: space, into: replica, as: .pulled(upTo: stream))
            }
            position = last.position
        }
        return replica
    }

    private func ingest(
        _ segments: [Segment],
        of space: SpaceID,
        into replica: Replica,
        as placement: IncomingBatch.Placement
    ) throws {
        guard !segments.isEmpty else { return }
        _ = try replica.ingest([IncomingBatch(space: space, segments: segments, placement: placement)])
    }
}

/// What arrived in one moment.
private struct Arrival {
    /// Milliseconds since 1970.
    let time: Int64
    /// N of the last of them.
    var position: UInt64
    var segments: [Segment]
}

extension [NumberedSegment] {
    /// Those that arrived at once, together.
    fileprivate var arrivals: [Arrival] {
        var arrivals: [Arrival] = []
        for element in self {
            if arrivals.last?.time != element.arrivedAt {
                arrivals.append(Arrival(time: element.arrivedAt, position: 0, segments: []))
            }
            arrivals[arrivals.count - 1].segments.append(element.segment)
            arrivals[arrivals.count - 1].position = element.position
        }
        return arrivals
    }
}
