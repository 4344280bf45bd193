public import SyncCore

/// What is wrong with an edit, or with its written form, and what would be accepted.
public struct InputProblem: Error, Hashable, Sendable {
    /// What is wrong, with what a message needs to name.
    public enum Reason: Hashable, Sendable {
        /// Another type than the field's.
        case wrongType
        /// A number beyond the field's limits.
        case outOfRange
        case unknownChoice
        /// More characters than the field takes: how many there are.
        case tooLong(Int)
        /// A text of nothing but white space where a name is needed.
        case emptyText
        /// Control characters, or a text that is not canonical.
        case unprintable
        /// The year has no such week.
        case noSuchWeek(year: Int, week: Int)
        /// A point that is not on the globe, or a negative accuracy.
        case notOnGlobe
        /// A time or day that lies before the one it must follow.
        case before(FieldDefinition)
        case missing
        case missingOneOf([FieldDefinition])
        /// Part of the natural key of a record that exists.
        case keyChanged
        /// Where in the text, and which kinds.
        case personalData([PrivacyGuard.Finding], text: String)
        /// A single value for a set, or elements for a single value.
        case setMismatch
        case unknownFieldNumber(FieldNumber)
        case unknownKindNumber(KindNumber)
        /// A written kind, field or member that does not exist, and the nearest that do.
        case unknownKind(String, nearest: [String])
        case unknownField(String, nearest: [String])
        /// A written choice that does not exist, and the nearest that do.
        case unknownWord(String, nearest: [String])
        /// A written form that the field's type does not have.
        case unreadable(String)
        /// A file that is not taken in as a photo.
        case photoRefused(String, PhotoRefusal)
        case recordNotFound(String, nearest: [String])
        /// Several records by this name; their ids.
        case ambiguous(String, [RecordID])
        /// An id that is no UUID.
        case notAnID(String)
        /// Not JSON, or not an object as records are written.
        case notARecord
        /// A written week that is none.
        case unreadableWeek(String)
        /// A word that should have been `field=value`.
        case notAnAssignment(String)
        /// A field that needs the right to review, written without it.
        case reviewRightMissing
        /// A figure of a table that its mapping does not let through, with the limits in words.
        case outsideLimits(String, limits: String)
        /// An earlier row of the same file says something else of the same record.
        case saidOtherwise(row: Int)
    }

    /// `nil` if the problem is the record's.
    public let field: FieldDefinition?
    public let reason: Reason

    public init(_ reason: Reason, field: FieldDefinition? = nil) {
        self.field = field
        self.reason = reason
    }
}

/// Everything that is wrong with a record: never empty.
public struct Problems: Error, Hashable, Sendable {
    public let all: [InputProblem]

    public init(_ all: [InputProblem]) {
        self.all = all
    }
}
