/// Leaves an own log that this replica cannot prove to go on with, and begins a new one of the same key.
///
/// What is sealed stays where it is. What is not sealed yet is renumbered into the new log: its names change,
/// and with them every reference that the other unsealed changes make to it.
struct LogRenewal<Storage: StorageTransaction> {
    private let storage: Storage
    private let space: StoredSpace
    private let now: Int64

    /// `now` is in milliseconds since 1970.
    init(in storage: Storage, of space: StoredSpace, now: Int64) {
        self.storage = storage
        self.space = space
        self.now = now
    }

    /// - Parameters:
    ///   - log: an own log.
    ///   - generator: for the nonce and the salts.
    /// - Returns: by how much the space's digest changes.
    /// - Throws: ``StoreError``
    func leave(_ log: StoredLog, using generator: inout some RandomNumberGenerator) throws -> StateDigest {
        let former = try log.opening.orDamaged("an own log without an opening")
        let opening = LogOpening(
            publicKey: former.publicKey,
            nonce: Generation.random(using: &generator).bytes,
            certificate: former.certificate
        )
        let new = try storage.ensureLog(opening.logID(in: space.id), of: space.key)
        try storage.setOpening(opening, of: new.key)
        try storage.setOwn(new.key)
        try storage.setCurrent(new.key, of: space.key)
        try storage.setLeft(log.key, at: now)
        let moved = try move(log, to: new, using: &generator)
        var renewal = RecordRenewal(in: storage, of: space.key)
        return try renewal.renew(moved.records, with: Array(moved.names.values)).difference
    }

    private func move(
        _ log: StoredLog,
        to new: StoredLog,
        using generator: inout some RandomNumberGenerator
    ) throws -> (records: Set<RecordKey>, names: [ChangeName: ChangeName]) {
        var records: Set<RecordKey> = []
        var names: [ChangeName: ChangeName] = [:]
        var number: UInt64 = 0
        for unsealed in try storage.unsealed(of: log.key, limit: .max) {
            let change = try Leaf(decoding: unsealed.bytes).change(in: log.id, number: unsealed.number)
            records.insert(change.record)
            // What an old copy of the store had not sealed may have been sealed since, and erased.
            if let sealed = try sealedLeaf(of: change.name, in: log) {
                if sealed.lacksPayload { try storage.setErasing(true) }
                continue
            }
            let salt = generator.next().bigEndianBytes + generator.next().bigEndianBytes
            let leaf = try Leaf(change.renamed(names), salt: salt)
            number += 1
            names[change.name] = ChangeName(log: new.id, number: number, leafPrefix: leaf.hash.prefix)
            try storage.appendUnsealed(
                UnsealedLeaf(number: number, bytes: leaf.bytes, savedAt: unsealed.savedAt),
                to: new.key
            )
        }
        try storage.removeUnsealed(of: log.key)
        return (records, names)
    }

    private func sealedLeaf(of name: ChangeName, in log: StoredLog) throws -> Leaf? {
        for carrier in try storage.segments(carrying: [name.number], of: log.key) {
            let segment = try storage.bytes(of: carrier.key)
            let leaf = try segment.leaves()[Int(name.number - segment.header.first)]
            if leaf.hash.prefix == name.leafPrefix { return leaf }
        }
        return nil
    }
}

extension MergeableChange {
    /// The change with every reference to a change that has a new name led to that.
    fileprivate func renamed(_ names: [ChangeName: ChangeName]) -> Change {
        func renamed(_ name: EntryName) -> EntryName {
            names[name.change].map { EntryName(change: $0, position: name.position) } ?? name
        }
        let writes = writes.map { write in
            Write(
                field: write.field,
                values: write.contents.compactMap(\.valueBytes).map { bytes in
                    guard write.field == .withdrawal, case .entries(let listed) = Value(readingAny: bytes)
                    else { return bytes }
                    return Value.entries(listed.map(renamed).sorted()).canonicalBytes
                },
                superseded: write.superseded.map(renamed).sorted(),
                isResolution: write.isResolution
            )
        }
        return Change(record: record, time: time, writes: writes)
    }
}
