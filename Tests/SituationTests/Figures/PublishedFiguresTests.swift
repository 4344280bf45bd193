import FieldModel
import Situation
import SyncCore
import TestSupport
import Testing

/// Models 3 and 4 on the tables of the report.
@Suite struct PublishedFiguresTests {
    private func changes(from: Int, to: Int) throws -> ChangeTable {
        let figures = Snapshot(try ReferenceTables.records(of: "compstat_jan_oct", by: "compstat")).figures
        return ChangeTable(
            of: figures,
            ChangeTable.Parameters(
                series: "Anmälda brott",
                from: FigurePeriod("\(from)-01/\(from)-10"),
                to: FigurePeriod("\(to)-01/\(to)-10")
            )
        )
    }

    @Test func `table 3 comes out as the report prints it, all 17 rows`() throws {
        let table = try changes(from: 2023, to: 2024)
        let printed = try ReferenceTables.rows(of: "compstat_change_2023_2024_as_printed.csv")
        #expect(printed.count == 17 && table.rows.count == 17)
        for row in printed {
            let isTotal = row["offence"] == "Summa"
            let own = try #require(
                table.rows.first { own in
                    own.isTotal == isTotal && own.group == row["group"]
                        && (isTotal || own.category == row["offence"])
                },
                "\(row)"
            )
            #expect(own.change.map(String.init) == row["change"], "\(row)")
            #expect(own.percent.map(String.init) == row["change_percent"], "\(row)")
            #expect(own.before.count == 1 && own.after.count == 1)
        }
    }

    @Test func `of the 17 changes four are more than chance, and +300 percent is too few to tell`() throws {
        let table = try changes(from: 2023, to: 2024)
        let real = table.rows.filter { $0.verdict == .moreThanChance }.map(\.category)
        #expect(real == ["Stöld ur fordon", "Brott mot hushåll", "Bedrägeri (urval)", "Brott mot person"])
        let murders = try #require(table.rows.first { $0.category == "Mord/dråp" })
        #expect(murders.percent == 300 && murders.verdict == .tooFew)
        for row in table.rows where !row.isTotal {
            #expect((row.pValue ?? 0) >= (row.comparison?.pValue ?? 1), "\(row.category)")
        }
    }

    @Test func `a row without one of its counts is not compared, and percent of nothing is nothing`() throws {
        let records = try ReferenceTables.records(of: "compstat_jan_oct", by: "compstat")
        let cut = records.filter { view in
            view[Statistic.subject] != "Hot" || view[Statistic.period] != "2024-01/2024-10"
        }
        let table = ChangeTable(
            of: Snapshot(cut).figures,
            ChangeTable.Parameters(
                series: "Anmälda brott",
                from: FigurePeriod("2023-01/2023-10"),
                to: FigurePeriod("2024-01/2024-10")
            )
        )
        let threats = try #require(table.rows.first { $0.category == "Hot" })
        #expect(threats.verdict == .notCompared && threats.change == nil && threats.pValue == nil)
        #expect(
            PrintedSums(of: Snapshot(cut).figures).mismatches.map(\.total.subject) == ["Brott mot person"]
        )
    }

    @Test func `periods that overlap are not compared`() throws {
        let figures = Snapshot(try ReferenceTables.records(of: "compstat_jan_oct", by: "compstat")).figures
        let same = FigurePeriod("2024-01/2024-10")
        let table = ChangeTable(
            of: figures,
            ChangeTable.Parameters(series: "Anmälda brott", from: same, to: same)
        )
        #expect(table.rows.allSatisfy { $0.verdict == .notCompared && $0.comparison == nil })
    }

    @Test func `the sums of table 3 match in every year`() throws {
        let sums = PrintedSums(
            of: Snapshot(try ReferenceTables.records(of: "compstat_jan_oct", by: "compstat")).figures
        )
        #expect(sums.compared == 10 && sums.mismatches.isEmpty)
    }

    @Test func `table 4 adds up to 766, and its eight mismatching months are named`() throws {
        let figures = Snapshot(try ReferenceTables.records(of: "tycktill_reports", by: "tycktill")).figures
        let table = MonthlyTable(of: figures, series: "Tyck till")
        #expect(table.sum == 766_000 && table.monthSums.reduce(0, +) == 766_000)
        #expect(table.categories.count == 4 && table.years == [2021, 2022, 2023, 2024])
        let months = table.mismatches.map {
            "\($0.total.period) \($0.printed.units / 1_000) \($0.summed.units / 1_000)"
        }
        #expect(
            months == [
                "--04 32 33", "--05 57 70", "--06 134 131", "--07 101 102", "--08 151 142", "--09 93 92",
                "--10 51 50", "--12 8 7",
            ]
        )
        // 17 sums of a category in a year, twelve of a month, one of all.
        #expect(table.sums.compared == 30)
        #expect(table.unplaced.isEmpty)
    }

    @Test func `a renamed category is one, and its printed sums cover their own names`() throws {
        let figures = Snapshot(try ReferenceTables.records(of: "tycktill_reports", by: "tycktill")).figures
        let table = MonthlyTable(of: figures, series: "Tyck till")
        let music = "Höga ljud, hög och störande musik"
        #expect(table.joined == [music: ["Höga ljud / hög och störande musik"]])
        let row = try #require(table.rows.first { $0.category == music && $0.year == 2023 })
        #expect(row.sum == 70_000)
    }

    @Test func `the order of the records is irrelevant, and unrelated ones change nothing`() throws {
        let records = try ReferenceTables.records(of: "tycktill_reports", by: "tycktill")
        let others = try ReferenceTables.records(of: "indicators")
        let table = MonthlyTable(of: Snapshot(records).figures, series: "Tyck till")
        let shuffled = MonthlyTable(
            of: Snapshot((records + others).reversed()).figures.reversed(),
            series: "Tyck till"
        )
        #expect(table.rows == shuffled.rows && table.mismatches == shuffled.mismatches)
    }

    @Test func `a figure that is withdrawn does not count`() throws {
        var author = RecordAuthor(RecordKey(kind: .statistic, id: RecordID(high: 1, low: 1)), schema: schema)
        author.make([
            .set(Statistic.series, "S"), .set(Statistic.subject, "A"), .set(Statistic.period, "2024-01"),
            .set(Statistic.source, "Q"), .set(Statistic.value, Quantity(units: 2_000)),
        ])
        #expect(MonthlyTable(of: Snapshot([author.view]).figures, series: "S").sum == 2_000)
        author.make([.withdraw])
        #expect(MonthlyTable(of: Snapshot([author.view]).figures, series: "S").rows.isEmpty)
    }
}

/// What time a figure is about.
@Suite struct FigurePeriodTests {
    @Test(arguments: [
        ("2024", FigurePeriod.year(2024)), ("2024-07", .month(year: 2024, month: 7)),
        ("--04", .everyYear(month: 4)), ("2024-13", .other("2024-13")), ("--00", .other("--00")),
        ("2023-12-31", .other("2023-12-31")), ("2024-10/2024-01", .other("2024-10/2024-01")),
        ("", .other("")),
    ])
    func `periods are read as they are written`(text: String, period: FigurePeriod) {
        #expect(FigurePeriod(text) == period)
        #expect(FigurePeriod(text).description == text)
    }

    @Test func `lengths are in months`() {
        #expect(FigurePeriod("2024-01/2024-10").months == 10)
        #expect(FigurePeriod("2023-11/2024-02").months == 4)
        #expect(FigurePeriod("2024").months == 12 && FigurePeriod("alla år").months == nil)
    }
}
