import SyncCore

/// The records that others have written since a person last looked.
struct News: Sendable {
    /// Changes that are read: who has not looked for longer sees that there are more.
    private static let mostChanges = 2_000

    let records: Set<RecordKey>
    let hasMore: Bool
    /// How far this looks: what is noted when the person has looked.
    let moment: AsOf

    /// Reads what has come to a space.
    ///
    /// - Parameters:
    ///   - picture: of the space.
    ///   - person: whose own writes are no news.
    ///   - looked: when the person last did; `nil` if never, and of no use from another generation.
    ///   - replica: the server's.
    /// - Throws: ``Refusal`` or ``StoreError``
    init(in picture: Picture, for person: SignedIn, since looked: AsOf?, from replica: Replica) throws {
        guard let generation = try replica.stream(of: picture.space)?.generation else {
            throw Refusal.unknownSpace
        }
        let isSame = looked?.generation == generation
        let listing = try picture.changes(
            after: isSame ? looked?.position ?? 0 : 0,
            limit: Self.mostChanges,
            in: replica
        )
        let others = listing.changes.filter { $0.pseudonym != person.account.pseudonym }
        records = Set(others.map(\.change.record))
        hasMore = listing.next < listing.head.position
        moment = AsOf(generation: listing.head.generation, position: listing.head.position)
    }
}
