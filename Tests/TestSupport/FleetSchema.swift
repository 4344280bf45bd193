public import SyncCore

/// A kind with a field of each policy, for tests of the engine.
public enum TestSchema {
    public static let note = KindNumber(rawValue: 16)

    public static let title = FieldNumber(rawValue: 16)
    public static let gravity = FieldNumber(rawValue: 17)
    public static let status = FieldNumber(rawValue: 18)
    public static let tags = FieldNumber(rawValue: 19)
    public static let day = FieldNumber(rawValue: 20)
    /// A review field.
    public static let approval = FieldNumber(rawValue: 512)

    public static let notes = Schema(kinds: [
        KindSchema(
            number: note,
            name: "note",
            fields: [
                FieldSchema(number: title, name: "title", type: .text, isSearched: true),
                FieldSchema(
                    number: gravity,
                    name: "gravity",
                    type: .enumeration,
                    policy: .highest(.number),
                    isIndexed: true
                ),
                FieldSchema(
                    number: status,
                    name: "status",
                    type: .enumeration,
                    policy: .decide,
                    isIndexed: true
                ),
                FieldSchema(
                    number: tags,
                    name: "tags",
                    type: .text,
                    policy: .union,
                    isIndexed: true,
                    isSearched: true
                ),
                FieldSchema(number: day, name: "day", type: .date, isIndexed: true),
                FieldSchema(number: approval, name: "approval", type: .enumeration, policy: .decide),
            ]
        )
    ])

    /// A program from before the kind was thought of.
    public static let empty = Schema(kinds: [])

    public static func key(_ number: UInt64) -> RecordKey {
        RecordKey(kind: note, id: RecordID(high: 0xFA17, low: number))
    }
}
