extension Replica {
    /// Completes an erasure: a redacted value has left the segments and the states with the transaction that
    /// took the redaction in, and leaves the indexes, the free pages, the write-ahead log and the files
    /// beside the store here.
    ///
    /// Nothing if nothing was erased. What is cut short, or kept from it by another program that reads, is
    /// done when the store is opened or written next.
    ///
    /// Complexity: O(*n*) in the size of the store, since the file is written anew.
    public func finishErasing() throws(StoreError) {
        guard try file.read({ try $0.isErasing() }) else { return }
        try bringProjectionsUpToDate()
        try sweepBlobs()
        try file.write { try $0.optimiseIndexes() }
        do throws(StoreError) {
            try file.compact()
        } catch .locked {
            return
        }
        try file.write { try $0.setErasing(false) }
    }
}
