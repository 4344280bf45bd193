extension RecordPage {
    /// The cursor with which a query lists what last changed before a time.
    public static func cursor(before time: HybridTime) -> String {
        let last = RecordKey(
            kind: KindNumber(rawValue: .max),
            id: RecordID(high: .max, low: .max)
        )
        return ListingCursor(changedAt: time, key: last).text
    }
}

extension Replica {
    /// How many records of a kind a space has, withdrawn ones too.
    public func recordCount(of kind: KindNumber, in space: SpaceID) throws(StoreError) -> Int {
        try file.read { storage in
            try storage.recordCount(of: kind, in: storage.space(space).key)
        }
    }
}
