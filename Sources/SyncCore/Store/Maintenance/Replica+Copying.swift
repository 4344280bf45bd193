extension Replica {
    /// Writes a consistent copy of the store into a new file, beside readers and writers.
    ///
    /// `progress` is told the share that is done, 0 … 1.
    public func copy(
        toFile path: String,
        progress: @escaping (Double) -> Void = { _ in }
    ) throws(StoreError) {
        try file.copy(to: path, progress: progress)
    }
}
