import FieldModel
import Foundation
import Imports
import SyncCore
import TestSupport
import Testing

/// What a mapping makes of a table.
@Suite struct ImportedRecordsTests {
    private static let space = SpaceID(high: 5, low: 5)
    private static let mapping = #"""
        {"records": [
          {"kind": "statistic", "unless": {"month": ["total"]},
           "fields": {"series": "S", "subject": "{category}", "counted_as": "{category|same}",
                      "period": "{year}-{month:2}", "source": "Q", "value": "{reports}", "unit": "{unit}"}},
          {"kind": "statistic", "when": {"month": ["total"]},
           "fields": {"series": "S", "subject": "{category}", "period": "{year}", "source": "Q",
                      "value": "{reports}", "is_total": "ja"}}],
         "aliases": {"category": {"Räcksta": "Råcksta"}},
         "same": {"category": {"Musik": "Höga ljud"}}}
        """#

    private func records(_ text: String, mapping: String = mapping) throws -> ImportedRecords {
        try ImportedRecords(
            of: CSVTable(Data(text.utf8)),
            by: ImportMapping(Data(mapping.utf8)),
            in: Self.space
        )
    }

    private func plan(
        _ records: ImportedRecords,
        existing: (RecordKey) -> RecordView? = { _ in nil }
    ) throws(ImportPlan.Refusal) -> ImportPlan {
        let reader = RecordReader(
            space: Self.space,
            context: ReadingContext(today: CalendarDate(daysSinceEpoch: 20_040)),
            makeID: { RecordID(high: 9, low: 9) }
        )
        return try ImportPlan(of: records, reader: reader, existing: existing)
    }

    private static let table = """
        category,year,month,reports,unit
        Musik,2023,5,7,
        Räcksta,2023,11,"1,5",st
        Musik,2023,total,7,
        """

    @Test func `templates put cells in, pad them, and leave out what is empty`() throws {
        let records = try records(Self.table)
        #expect(records.entries.map(\.row) == [2, 3, 4])
        let fields = records.entries.compactMap { $0.document["fields"] }
        #expect(fields[0]["period"] == .string("2023-05") && fields[0]["counted_as"] == .string("Höga ljud"))
        #expect(fields[0]["unit"] == nil && fields[1]["unit"] == .string("st"))
        #expect(fields[1]["subject"] == .string("Råcksta") && fields[1]["counted_as"] == nil)
        #expect(records.aliases == ["Räcksta → Råcksta": 1])
        #expect(fields[2]["is_total"] == .string("ja"))
    }

    @Test func `the same file once more changes nothing, and a changed value changes that`() throws {
        let first = try plan(try records(Self.table))
        #expect(first.new == 3 && first.changed == 0 && first.unchanged == 0)
        let views = Dictionary(
            uniqueKeysWithValues: first.edits.map { edit in
                var author = RecordAuthor(edit.record, schema: schema)
                author.make(edit.edits)
                return (edit.record, author.view)
            }
        )
        let again = try plan(try records(Self.table)) { views[$0] }
        #expect(again.edits.isEmpty && again.unchanged == 3)
        let other = try plan(try records(Self.table.replacing("5,7,", with: "5,8,"))) { views[$0] }
        #expect(other.changed == 1 && other.unchanged == 2)
        #expect(other.edits[0].edits == [.set(Statistic.value, Quantity(units: 8_000))])
    }

    @Test func `two people who import the same file offline meet in the same records`() throws {
        let (left, right) = (try plan(try records(Self.table)), try plan(try records(Self.table)))
        #expect(left.edits == right.edits)
        let keyed = #"""
            {"records": [{"kind": "survey", "id": "enkät-{nr}", "fields": {"title": "{text}"}}]}
            """#
        let table = "nr,text\n1,Sommartorget\n2,Sommartorget"
        let first = try plan(try records(table, mapping: keyed)).edits.map(\.record)
        #expect(first == (try plan(try records(table, mapping: keyed)).edits.map(\.record)))
        #expect(Set(first).count == 2)
    }

    @Test func `a value in conflict is not settled by importing one of its values again`() throws {
        let edit = try plan(try records(Self.table)).edits[0]
        var one = RecordAuthor(edit.record, schema: schema)
        one.make(edit.edits)
        var other = RecordAuthor(edit.record, schema: schema)
        other.log = LogID(high: 0, low: 2)
        let change = other.make([.set(Statistic.value, Quantity(units: 9_000))])
        one.merge(try #require(change))
        #expect(one.view.hasOpenConflict)
        #expect(edit.changing(one.view).edits.isEmpty)
    }

    @Test func `rows that say the same of a record are one, and a row that says otherwise is refused`() throws
    {
        let keyed = #"""
            {"records": [{
              "kind": "survey", "id": "{enkät}", "fields": {"title": "{enkät}", "opened_on": "{dag}"}
            }]}
            """#
        let same = "enkät,dag\nTorget,2024-06-10\nTorget,2024-06-10\nParken,2024-06-10"
        let once = try plan(try records(same, mapping: keyed))
        #expect(once.new == 2 && once.edits.count == 2)
        let views = Dictionary(
            uniqueKeysWithValues: once.edits.map { edit in
                var author = RecordAuthor(edit.record, schema: schema)
                author.make(edit.edits)
                return (edit.record, author.view)
            }
        )
        let again = try plan(try records(same, mapping: keyed)) { views[$0] }
        #expect(again.new == 0 && again.unchanged == 2 && again.edits.isEmpty)
        let torn = "enkät,dag\nTorget,2024-06-10\nParken,2024-06-10\nTorget,2024-06-11"
        let refusal = #expect(throws: ImportPlan.Refusal.self) { try plan(try records(torn, mapping: keyed)) }
        #expect(refusal?.rows.map(\.row) == [4])
        #expect(refusal?.rows.first?.problems.all.map(\.reason) == [.saidOtherwise(row: 2)])
    }

    @Test func `every row that is not accepted is named, and nothing is planned`() throws {
        let table = "category,year,month,reports,unit\nA,2024,1,många,\nB,2024,1,3,\nC,2024,1,,"
        let refusal = #expect(throws: ImportPlan.Refusal.self) { try plan(try records(table)) }
        #expect(refusal?.rows.map(\.row) == [2, 4])
    }

    @Test func `numbers outside the mapping's limits are refused, row by row`() throws {
        let limited = Self.mapping.replacing(
            "\"aliases\"",
            with: "\"limits\": {\"reports\": {\"least\": 0, \"most\": 100}}, \"aliases\""
        )
        let table = "category,year,month,reports,unit\nA,2024,1,-3,\nB,2024,1,100,\nC,2024,1,\"100,5\","
        let refusal = #expect(throws: ImportPlan.Refusal.self) {
            try plan(try records(table, mapping: limited))
        }
        #expect(refusal?.rows.map(\.row) == [2, 4])
    }

    @Test func `a percentage over 100 is refused where the unit says that it is one`() throws {
        let limited = Self.mapping.replacing(
            "\"aliases\"",
            with: #""limits": {"reports": {"most": 100, "when": {"unit": ["percent"]}}}, "aliases""#
        )
        let table =
            "category,year,month,reports,unit\nA,2024,1,101,percent\nB,2024,1,101,\nC,2024,1,100,percent"
        let refusal = #expect(throws: ImportPlan.Refusal.self) {
            try plan(try records(table, mapping: limited))
        }
        #expect(refusal?.rows.map(\.row) == [2])
        let missing = limited.replacing("\"unit\": [\"percent\"]", with: "\"enhet\": [\"percent\"]")
        #expect(throws: ImportFault.columnMissing("enhet", nearest: [])) {
            try records(table, mapping: missing)
        }
    }

    @Test func `rows of which the mapping makes nothing are named`() throws {
        let mapping = #"{"records": [{"kind": "area", "when": {"a": ["x"]}, "fields": {"name": "{a}"}}]}"#
        #expect(try records("a\nx\ny\nz", mapping: mapping).passedOver == [3, 4])
    }

    @Test(arguments: [
        ("", ImportFault.notAMapping("")), ("{}", .notAMapping("records")),
        (#"{"records": [{"fields": {}}]}"#, .notAMapping("records.[0].kind")),
        (#"{"records": [{"kind": "area", "fields": {"name": "{a"}}]}"#, .templateNotUnderstood("{a")),
        (#"{"records": [{"kind": "area", "fields": {"name": "a}"}}]}"#, .templateNotUnderstood("a}")),
        (#"{"records": [{"kind": "area", "fields": {"name": "{a:x}"}}]}"#, .templateNotUnderstood("{a:x}")),
        (
            #"{"records": [{"kind": "area", "fields": {"name": "{namm}"}}]}"#,
            .columnMissing("namm", nearest: ["namn"])
        ),
    ])
    func `a mapping that is none is refused, and it is said where`(mapping: String, fault: ImportFault) {
        #expect(throws: fault) { try records("namn\nGrimsta", mapping: mapping) }
    }

    @Test func `sets are parted, and doubled braces are braces`() throws {
        let mapping = #"""
            {"records": [{"kind": "area", "fields":
              {"name": "{{x}} {a}", "aliases": {"each": "{b}", "split": ";"}}}]}
            """#
        let fields = try #require(
            try records("a,b\nA,p; q ;", mapping: mapping).entries[0].document["fields"]
        )
        #expect(fields["name"] == .string("{x} A"))
        #expect(fields["aliases"] == .array([.string("p"), .string("q")]))
    }
}
