import SyncCore

/// What a store held, it holds; what any store that is left held, everybody has in the end.
enum NothingLost {
    static let sentence = "nothing saved is lost"

    static func check(
        _ held: Set<ChangeName>,
        holds expected: Set<ChangeName>,
        at place: String
    ) throws(Violation) {
        guard let lost = expected.subtracting(held).min() else { return }
        let count = expected.subtracting(held).count
        throw Violation(of: sentence, "\(place) lacks \(count) changes, the first \(lost)")
    }
}
