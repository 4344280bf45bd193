import SyncCore

/// The state is a function of the set of segments: a replica that gets them in any order is the same.
enum OrderDoesNotMatter {
    static let sentence = "the state follows from the set of segments"

    /// Gives all segments to an empty replica that trusts the space's server, in an order of the dice.
    ///
    /// It must say of itself, and show, what a replica did that got them one by one.
    static func check(
        _ segments: [Segment],
        into fresh: Replica,
        of space: SpaceID,
        give expected: EqualStates.Face,
        showing views: [RecordKey: RecordView],
        by dice: Dice
    ) throws {
        var rest = dice.shuffled(segments)[...]
        while !rest.isEmpty {
            let some = rest.prefix(dice.number(in: 1...8))
            rest = rest.dropFirst(some.count)
            _ = try fresh.ingest([IncomingBatch(space: space, segments: Array(some), placement: .none)])
        }
        guard try EqualStates.Face(of: fresh, in: space) == expected else {
            throw Violation(of: sentence, "another order gave another state")
        }
        for (record, view) in views where try fresh.record(record, in: space) != view {
            throw Violation(of: sentence, "another order shows \(record.id) otherwise")
        }
        try StoresAreSound.check(fresh, at: "the rebuilt replica")
    }
}
