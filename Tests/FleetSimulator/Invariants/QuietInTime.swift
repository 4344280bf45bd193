import SyncCore

/// Once the faults have stopped, a device has nothing left to say after four exchanges.
enum QuietInTime {
    static let sentence = "after faults stop, quiet in at most four exchanges per device"
    /// Exchanges of one device in one space.
    static let exchanges = 4

    /// A device that is a member no more is told so, and nothing else.
    static func isQuiet(_ report: SyncReport, ofMember isMember: Bool) -> Bool {
        let problems = isMember ? report.problems : report.problems.filter { !$0.isEndOfMembership }
        return problems.isEmpty && report.refusals.isEmpty && report.sent == 0 && report.received == 0
            && report.unsentChanges == 0 && report.sentBlobs == 0 && report.gaps == 0 && !report.hasNewLog
    }

    /// The report of the exchange after those.
    static func check(_ report: SyncReport, ofMember isMember: Bool, at place: String) throws(Violation) {
        guard !isQuiet(report, ofMember: isMember) else { return }
        throw Violation(of: sentence, "\(place): \(report.told)")
    }
}
