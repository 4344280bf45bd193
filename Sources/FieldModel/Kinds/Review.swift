public import SyncCore

/// The fields that every kind has and that need the right to review.
///
/// The date is called `review_due_on`, since an action has a `due_on` of its own.
public enum Review {
    public static let approval = Field<Approval>(512, "approval", "granskning", policy: .decide, [.indexed])
    public static let rejectedBecause = Field<String>(513, "rejected_because", "skäl till avslag")
    /// A pseudonym.
    public static let assignedTo = Field<String>(514, "assigned_to", "tilldelad", form: .line, [.indexed])
    public static let dueOn = Field<CalendarDate>(
        515,
        "review_due_on",
        "granskas senast",
        english: "review due on",
        [.indexed]
    )

    static let fields: [any DeclaredField] = [approval, rejectedBecause, assignedTo, dueOn]
}
