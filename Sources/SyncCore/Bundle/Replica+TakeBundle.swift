extension Replica {
    /// Takes in a bundle, as far as it is whole.
    ///
    /// - Parameters:
    ///   - path: of the bundle.
    ///   - passphrase: that it is locked with.
    ///   - isNumbering: whether this is a server's replica, which numbers what it stores.
    ///   - onProgress: called when a part is stored.
    /// - Returns: what came of it. ``BundleReport/fault`` says what ended it early, if anything did.
    /// - Throws: ``BundleError`` if nothing could be read, or nothing is of a space of this replica.
    package func takeBundle(
        at path: String,
        passphrase: BundlePassphrase?,
        isNumbering: Bool,
        onProgress: (BundleProgress) -> Void = { _ in }
    ) throws(BundleError) -> BundleReport {
        var locksmith = BundleLocksmith(passphrase)
        var reader = try BundleReader(at: path, with: &locksmith)
        var intake = BundleIntake(into: self, isNumbering: isNumbering)
        do throws(BundleError) {
            try intake.take(&reader, onProgress: onProgress)
            return intake.report
        } catch {
            if case .noSharedSpace = error { throw error }
            var report = intake.report
            report.fault = error
            return report
        }
    }
}
