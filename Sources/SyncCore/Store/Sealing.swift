/// One transaction of sealing: unsealed changes of own logs become signed segments.
struct Sealing<Storage: StorageTransaction> {
    private let storage: Storage
    private let space: StoredSpace
    private var ingest: SpaceIngest<Storage>
    private var sealed: [SegmentID] = []

    /// `now` is in milliseconds since 1970.
    init(in storage: Storage, of space: SpaceID, now: Int64) throws {
        self.storage = storage
        self.space = try storage.space(space)
        ingest = SpaceIngest(of: self.space, in: storage, now: now)
    }

    /// Seals the own logs whose key this is.
    consuming func seal(
        with key: SigningKey,
        using generator: inout some RandomNumberGenerator
    ) throws -> [SegmentID] {
        let logs = try storage.ownLogs(of: space.key)
        guard !logs.isEmpty else { throw StoreError.notEnrolled(space.id) }
        let mine = logs.filter { $0.opening?.publicKey == key.publicKey }
        for log in mine { try seal(log, with: key) }
        if mine.isEmpty, try logs.contains(where: { try !storage.unsealed(of: $0.key, limit: 1).isEmpty }) {
            throw LogError.wrongSignature(.segment)
        }
        try ingest.finish(using: &generator)
        return sealed
    }

    private mutating func seal(_ log: StoredLog, with key: SigningKey) throws {
        guard let opening = log.opening else { return }
        var position = log.sealed
        while true {
            let unsealed = try storage.unsealed(of: log.key, limit: Limits.segmentChanges)
            let leaves = try unsealed.map { try Leaf(decoding: $0.bytes) }
            guard let run = Segment.runs(of: leaves).first else { return }
            let segment = try Segment(
                sealing: Array(run),
                of: opening,
                in: space.id,
                at: position,
                seen: storage.vector(of: space.key).digest,
                key: key
            )
            try ingest.adopt(segment, in: log)
            position = LogPosition(next: segment.header.last + 1, previous: segment.id)
            try storage.setSealed(position, of: log.key)
            sealed.append(segment.id)
        }
    }
}
