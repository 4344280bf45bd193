/// An exchange that comes once more changes nothing.
enum ReplayChangesNothing {
    static let sentence = "replaying an exchange changes nothing"

    static func check(
        _ after: EqualStates.Face,
        is before: EqualStates.Face,
        at place: String
    ) throws(Violation) {
        guard after != before else { return }
        throw Violation(of: sentence, "\(place) is another one than before")
    }
}
