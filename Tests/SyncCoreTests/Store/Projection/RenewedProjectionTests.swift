import GRDB
import TestSupport
import Testing

@testable import SyncCore

/// The indexes keep no copy of what they index: they must be told exactly what they forget.
struct RenewedProjectionTests {
    /// Everything that listings read.
    private static func contents(of replica: Replica) throws -> [[String]] {
        try replica.file.withConnection { database in
            try database.execute(
                sql: """
                    CREATE VIRTUAL TABLE IF NOT EXISTS temp.word_term USING fts5vocab (main, words, instance)
                    """
            )
            return [
                try String.fetchAll(
                    database,
                    sql:
                        "SELECT term || ' ' || doc || ' ' || offset FROM word_term ORDER BY term, doc, offset"
                ),
                try String.fetchAll(
                    database,
                    sql: "SELECT term || ' ' || doc FROM filter_term ORDER BY term, doc"
                ),
                try String.fetchAll(
                    database,
                    sql: """
                        SELECT concat FROM (
                            SELECT record, record || ' ' || space || ' ' || kind || ' ' || changed_at
                                || ' ' || is_withdrawn || ' ' || has_conflict AS concat FROM listing
                        ) ORDER BY record
                        """
                ),
            ]
        }
    }

    private static func someEdit(using generator: inout SeededGenerator) -> RecordEdit {
        let record = TestSchema.key(.random(in: 1...6, using: &generator))
        let word = ["skräp", "löv", "lov", "klotter vid torget", "klotter"].randomElement(using: &generator)
        let text = Value.text(word ?? "")
        let edit: FieldEdit =
            switch Int.random(in: 0..<8, using: &generator) {
            case 0: .clear(TestSchema.title)
            case 1: .add(TestSchema.tags, [text])
            case 2: .remove(TestSchema.tags, [text])
            case 3: .set(TestSchema.gravity, .enumeration(.random(in: 0...3, using: &generator)))
            case 4: .withdraw
            case 5: .restore
            default: .set(TestSchema.title, text)
            }
        return RecordEdit(record: record, edits: [edit])
    }

    @Test(arguments: 0..<6)
    func `listings kept up to date are those that are made anew`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: 900 + seed)
        let space = try TestSpace(seed: 900 + seed)
        let replica = try space.laptop(space.member("Björk"))
        for step in 0..<60 {
            _ = try replica.save([Self.someEdit(using: &generator)], in: space.id)
            if generator.chance(30) { try replica.bringProjectionsUpToDate() }
            guard step % 20 == 19 else { continue }
            try replica.bringProjectionsUpToDate()
            let kept = try Self.contents(of: replica)
            let fingerprint = replica.schema.fingerprint
            try replica.file.write { try $0.clearProjections(for: fingerprint) }
            #expect(try Self.contents(of: replica) == [[], [], []])
            try replica.bringProjectionsUpToDate()
            #expect(try Self.contents(of: replica) == kept, "seed \(seed), step \(step)")
            #expect(!kept[0].isEmpty && !kept[1].isEmpty)
        }
    }

    @Test func `a record that changes again before it is listed loses the words that it had then`() throws {
        let space = try TestSpace(seed: 910)
        let replica = try space.laptop(space.member("Björk"))
        _ = try replica.save([.title("första", of: 1)], in: space.id)
        try replica.bringProjectionsUpToDate()
        _ = try replica.save([.title("andra", of: 1)], in: space.id)
        _ = try replica.save([.title("tredje", of: 1)], in: space.id)
        try replica.bringProjectionsUpToDate()
        #expect(try Self.contents(of: replica)[0].map { $0.prefix { $0 != " " } } == ["tredje"])
        #expect(try replica.file.read { try $0.count("SELECT count(*) FROM stale") } == 0)
    }
}
