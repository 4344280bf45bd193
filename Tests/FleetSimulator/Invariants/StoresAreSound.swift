import SyncCore

/// A store passes its own check: files, segments, and every record's state byte for byte.
enum StoresAreSound {
    static let sentence = "every store is sound"

    static func check(_ replica: Replica, at place: String) throws {
        let report = try replica.check()
        guard !report.isSound else { return }
        throw Violation(of: sentence, "\(place): \(report.problems)")
    }
}
