extension Replica {
    /// Starts a new log of this device in a space, if segments of the one that it writes came from elsewhere.
    ///
    /// - Returns: whether it did.
    func leaveSharedLog(of space: SpaceID) throws(StoreError) -> Bool {
        let summary = try file.read { storage in try storage.summary(of: storage.space(space)) }
        guard summary.metUnknownOwnSegments, let former = summary.opening else { return false }
        var generator = surroundings.generator
        let opening = LogOpening(
            publicKey: former.publicKey,
            nonce: Generation.random(using: &generator).bytes,
            certificate: former.certificate
        )
        try startLog(opening, in: space)
        return true
    }
}
