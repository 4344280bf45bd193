extension Replica {
    /// Whether this replica holds a segment, placed or waiting.
    public func holds(_ segment: SegmentID) throws(StoreError) -> Bool {
        try file.read { storage in try storage.segment(segment) != nil }
    }
}
