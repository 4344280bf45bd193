import SyncCore

/// What the server has signed a receipt for is on its disk.
enum AcknowledgedStays {
    static let sentence = "nothing acknowledged is lost"

    static func check(
        _ held: Set<SegmentID>,
        hold acknowledged: Set<SegmentID>,
        at place: String
    ) throws(Violation) {
        guard let lost = acknowledged.subtracting(held).min() else { return }
        throw Violation(of: sentence, "\(place) lacks \(lost), which it acknowledged")
    }
}
