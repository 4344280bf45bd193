public import SyncCore

extension Administration {
    /// Takes in a bundle that came on a stick, like a push: it is verified, numbered, merged.
    ///
    /// - Parameters:
    ///   - path: of the bundle.
    ///   - passphrase: that it is locked with.
    /// - Returns: what came of it. ``BundleReport/fault`` says what ended it early, if anything did.
    /// - Throws: ``BundleError`` if nothing could be read, or nothing is of a space of this server;
    ///   ``ServerError`` if a running server could not be told.
    public func takeBundle(at path: String, passphrase: BundlePassphrase?) throws -> BundleReport {
        try host.resume()
        let report = try host.replica.takeBundle(at: path, passphrase: passphrase, isNumbering: true)
        for space in try host.database.spaces() { try host.controlLog.settleTwins(of: space) }
        try host.database.wakeServer()
        return report
    }
}
