extension Replica {
    /// Records that one transaction projects: a writer waits a fifth of a second at most, and the full text
    /// has few runs to join.
    private static let projectionBatch = 5_000

    /// Brings the listings and the full text up to date with the records.
    ///
    /// Queries do so before they begin.
    public func bringProjectionsUpToDate() throws(StoreError) {
        guard try file.read({ try $0.hasUnprojected() }) else { return }
        while try file.write({ try projectNext(in: $0) }) {}
    }

    /// Forgets projections that another schema gave.
    func renewProjections() throws(StoreError) {
        let fingerprint = schema.fingerprint
        guard try file.read({ try $0.projectedSchema() }) != fingerprint else { return }
        try file.write { try $0.clearProjections(for: fingerprint) }
    }

    /// - Returns: whether there may be more.
    private func projectNext(in storage: SQLiteStorage) throws -> Bool {
        let stale = try storage.staleRecords(limit: Self.projectionBatch)
        let records = stale.isEmpty ? try storage.newRecords(limit: Self.projectionBatch) : stale
        let schema = schema
        let renewed = records.concurrentMap { record in
            Swift.Result { try RenewedProjection(of: record, schema: schema) }
        }
        try storage.keep(renewed.map { try $0.get() })
        if stale.isEmpty {
            if let last = records.last { try storage.setProjected(upTo: last.key) }
        } else {
            try storage.forgetStale(records.map(\.key))
        }
        return !records.isEmpty
    }
}

extension RenewedProjection {
    fileprivate init(of record: UnprojectedRecord, schema: Schema) throws {
        let kind = schema[record.name.kind]
        func projection(of state: [UInt8]) throws -> Projection {
            let view = try RecordState(storedBytes: state).view(of: record.name, schema: kind)
            return Projection(of: view, schema: kind)
        }
        self.record = record
        former = try record.former.map { try projection(of: $0) }
        new = try projection(of: record.state)
    }
}
