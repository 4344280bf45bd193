import SyncCore

/// Every segment of a space that any replica ever held, read once.
///
/// From it follows what a replica knows: a replica says only which heads it holds.
struct SegmentLibrary: Sendable {
    private struct Volume: Sendable {
        let segment: Segment
        let changes: [ChangeName]
        /// Those of the control log that say what others count for, or erase them.
        let controls: [MergeableChange]
    }

    /// Where a change stands.
    struct Place: Hashable, Sendable {
        let segment: SegmentID
        let number: UInt64
    }

    /// What a set of heads comes to.
    struct Holdings: Sendable {
        var segments: Set<SegmentID> = []
        var changes: Set<ChangeName> = []
    }

    private var volumes: [SegmentID: Volume] = [:]
    private var heads: [LogID: Set<VersionVector.Head>] = [:]
    private var carriers: [ChangeName: Leaf] = [:]
    private var places: [ChangeName: [Place]] = [:]

    /// Every place of a change: more than one after copies of its log had parted.
    func places(of change: ChangeName) -> [Place] { places[change] ?? [] }

    /// The segment before another one.
    func predecessor(of segment: SegmentID) -> SegmentID? { volumes[segment]?.segment.header.previous }

    /// What the control logs say in some segments.
    func controls(in segments: Set<SegmentID>) -> [MergeableChange] {
        segments.flatMap { volumes[$0]?.controls ?? [] }
    }

    func segment(_ id: SegmentID) -> Segment? { volumes[id]?.segment }

    /// Reads what a replica holds and nobody had before.
    ///
    /// - Parameters:
    ///   - vector: the replica's.
    ///   - replica: which is asked for the segments.
    ///   - space: the library's.
    /// - Returns: the changes that are new to the library.
    /// - Throws: ``Violation`` if two segments carry different changes under one name.
    mutating func learn(
        _ vector: VersionVector,
        from replica: Replica,
        of space: SpaceID
    ) throws -> [MergeableChange] {
        let isNew = vector.heads.values.joined().contains { volumes[$0.segment] == nil }
        guard isNew else { return [] }
        let known = VersionVector(heads: heads.mapValues { Array($0) })
        let segments = try replica.segments(
            of: space,
            missingFrom: known,
            countLimit: .max,
            byteLimit: .max
        )
        return try segments.filter { volumes[$0.id] == nil }.flatMap { try add($0) }
    }

    private mutating func add(_ segment: Segment) throws -> [MergeableChange] {
        let header = segment.header
        var changes: [MergeableChange] = []
        for (number, leaf) in zip(header.first..., try segment.leaves()) {
            let change = try leaf.change(in: header.log, number: number)
            // One may be without its values, since they were erased.
            if let other = carriers.updateValue(leaf, forKey: change.name), other.hash != leaf.hash {
                throw Violation(of: ExactlyOnce.sentence, "two changes are named \(change.name)")
            }
            places[change.name, default: []].append(Place(segment: segment.id, number: number))
            changes.append(change)
        }
        volumes[segment.id] = Volume(
            segment: segment,
            changes: changes.map(\.name),
            controls: changes.filter { ControlReading.kinds.contains($0.record.kind) }
        )
        let head = VersionVector.Head(number: header.last, segment: segment.id)
        heads[header.log, default: []].insert(head)
        if let previous = header.previous, let number = volumes[previous]?.segment.header.last {
            heads[header.log]?.remove(VersionVector.Head(number: number, segment: previous))
        }
        return changes
    }

    /// What a replica with these heads holds: each head, what it continues, and so on back.
    ///
    /// - Throws: ``Violation`` if the replica claims a segment that nobody has.
    func holdings(of vector: VersionVector) throws(Violation) -> Holdings {
        var holdings = Holdings()
        var frontier = vector.heads.values.flatMap { $0.map(\.segment) }
        while let id = frontier.popLast() {
            guard let volume = volumes[id] else {
                throw Violation(of: "a replica claims no segment that it lacks", "\(id) is nowhere")
            }
            guard holdings.segments.insert(id).inserted else { continue }
            holdings.changes.formUnion(volume.changes)
            if let previous = volume.segment.header.previous { frontier.append(previous) }
        }
        return holdings
    }
}
