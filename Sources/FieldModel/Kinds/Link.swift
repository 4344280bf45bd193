/// Records that tell of the same thing: duplicates are linked, never deleted.
public enum Link: Kind {
    public static let records = SetField<RecordReference>(16, "records", "poster", .required)
    /// Which of the records is shown and counted.
    public static let shown = Field<RecordReference>(17, "shown", "visas")

    public static let definition = KindDefinition(.link, "link", "samma sak", fields: [records, shown])
}
