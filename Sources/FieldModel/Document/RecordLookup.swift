public import SyncCore

/// What a name that was typed for a record stands for.
public enum RecordLookup: Hashable, Sendable {
    case found(RecordID)
    case several([RecordID])
    /// The nearest names there are.
    case nothing(nearest: [String])
}

/// What a written value needs to be understood: what day it is, which records have names, and what photos
/// there are in files.
public struct ReadingContext: Sendable {
    public let today: CalendarDate
    /// Finds a record of a kind by its name, an alias, or a short id.
    public let find: @Sendable (KindNumber, String) -> RecordLookup
    /// The record of this space that a whole id means; `nil` if there is none.
    ///
    /// It is another one where the id comes from another space, in which the same natural key has another id.
    public let known: @Sendable (RecordKey) -> RecordID?

    /// The photo in a file, by the path that was written.
    public let photo: @Sendable (String) throws(PhotoRefusal) -> Photo

    public init(
        today: CalendarDate,
        find: @escaping @Sendable (KindNumber, String) -> RecordLookup = { _, _ in .nothing(nearest: []) },
        known: @escaping @Sendable (RecordKey) -> RecordID? = { $0.id },
        photo: @escaping @Sendable (String) throws(PhotoRefusal) -> Photo = { _ throws(PhotoRefusal) in
            throw .notReadable(code: 0)
        }
    ) {
        self.today = today
        self.find = find
        self.known = known
        self.photo = photo
    }
}
