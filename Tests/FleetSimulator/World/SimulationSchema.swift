import SyncCore
import TestSupport

/// The kinds that the fleet's programs know, and those that programs of last year knew.
enum SimulationSchema {
    static let visit = KindNumber(rawValue: 17)

    static let present = Schema(
        kinds: TestSchema.notes.kinds + [
            KindSchema(
                number: visit,
                name: "visit",
                fields: [
                    FieldSchema(number: TestSchema.title, name: "title", type: .text, isSearched: true),
                    FieldSchema(
                        number: TestSchema.gravity,
                        name: "gravity",
                        type: .enumeration,
                        policy: .highest(.ranks([2, 0, 1]))
                    ),
                ]
            )
        ]
    )

    /// No visits, no tags, no review; and the status was settled by itself.
    static let former = Schema(kinds: [
        KindSchema(
            number: TestSchema.note,
            name: "note",
            fields: [
                FieldSchema(number: TestSchema.title, name: "title", type: .text),
                FieldSchema(number: TestSchema.gravity, name: "gravity", type: .enumeration),
                FieldSchema(number: TestSchema.status, name: "status", type: .enumeration),
            ]
        )
    ])
}
