extension Replica {
    /// Forgets a space: its logs, its records and its place, in every file of the store.
    ///
    /// What other replicas do not hold is gone. Complexity: O(*n*) in the size of the store, which is written
    /// anew.
    public func leave(_ space: SpaceID) throws(StoreError) {
        let fingerprint = schema.fingerprint
        try file.write { storage in
            try storage.forget(storage.space(space).key)
            try storage.clearProjections(for: fingerprint)
            try storage.setErasing(true)
            try blobs?.removeAll(of: space)
        }
        try finishErasing()
    }
}
