import FieldModel
import Foundation
import Situation
import SyncCore
import Testing

/// Model 3 against what a source sets beside its figures.
@Suite struct ReferenceTableTests {
    private static func figure(
        _ number: UInt64,
        _ series: String,
        _ subject: String,
        _ period: String,
        _ value: Double,
        comparedWith reference: String? = nil
    ) -> RecordView {
        var edits: [FieldEdit] = [
            .set(Statistic.series, series), .set(Statistic.subject, subject),
            .set(Statistic.period, period), .set(Statistic.value, Quantity(units: Int64(value * 1_000))),
        ]
        if let reference { edits.append(.set(Statistic.referenceSubject, reference)) }
        return SituationSample.record(.statistic, number, edits)
    }

    /// A district with 76,286 of a city's 988,943 inhabitants, and their robberies and thefts.
    private static let records = [
        figure(1, "Brott", "Hässelby-Vällingby", "2024", 61, comparedWith: "Stockholm"),
        figure(2, "Brott", "Stockholm", "2024", 500),
        figure(3, "Brott", "Hässelby-Vällingby", "2023", 3, comparedWith: "Stockholm"),
        figure(4, "Brott", "Stockholm", "2023", 4),
        figure(5, "Befolkning", "Hässelby-Vällingby", "2023-12-31", 76_286),
        figure(6, "Befolkning", "Stockholm", "2022", 988_943),
        figure(7, "Befolkning", "Stockholm", "2025", 1),
        figure(8, "Befolkning", "Hässelby-Vällingby", "2019", 70_000),
        figure(9, "Hyresrätter", "Hässelby-Vällingby", "2023", 67, comparedWith: "Stockholm"),
        figure(10, "Hyresrätter", "Stockholm", "2023", 43.1),
        figure(11, "Hyresrätter", "Hässelby gård", "2023", 77, comparedWith: "Innerstaden"),
    ]

    private static func table(
        _ series: String,
        isPart: Bool = false,
        exposure: String? = "Befolkning",
        of records: [RecordView] = records
    ) -> ReferenceTable {
        var parameters = ReferenceTable.Parameters(series: series)
        parameters.exposure = exposure
        parameters.isPart = isPart
        return ReferenceTable(of: Snapshot(records).figures, parameters)
    }

    private struct Reference: Decodable {
        let p: Double
        let low: Double
        let high: Double?
    }

    @Test func `counts are compared by their exposures as scipy does it, whole or with the rest`()
        async throws
    {
        let worked: [Reference] = try await ReferenceTables.worked(
            "comparisons",
            input: "[[500, 61, 988943, 76286], [439, 61, 912657, 76286]]"
        )
        for (isPart, reference) in zip([false, true], worked) {
            let row = try #require(Self.table("Brott", isPart: isPart).rows.last)
            #expect(row.figure.period == .year(2024) && row.difference.units == -439_000)
            let comparison = try #require(row.comparison)
            #expect(abs(comparison.pValue - reference.p) < 1e-9)
            #expect(abs(comparison.ratioInterval.lowerBound - reference.low) < 1e-7)
            #expect(abs(comparison.ratioInterval.upperBound - (reference.high ?? 0)) < 1e-7)
            #expect(row.verdict == .moreThanChance)
        }
    }

    @Test func `the exposure is the latest that is not after the period, and is named`() throws {
        let rows = Self.table("Brott").rows
        #expect(rows.map { $0.figure.period.description } == ["2023", "2024"])
        let exposures = try #require(rows[0].exposures)
        #expect(exposures.figure.value.units == 76_286_000 && exposures.reference.period == .year(2022))
        #expect(rows[0].verdict == .tooFew, "3 of 7 say nothing")
        #expect(try #require(rows[1].pValue) >= (rows[1].comparison?.pValue ?? 1), "Holm's is not less")
    }

    @Test func `shares have a difference and no verdict, and what has no reference no row`() throws {
        let rows = Self.table("Hyresrätter").rows
        #expect(rows.count == 1 && rows[0].difference.units == 23_900)
        #expect(rows[0].verdict == .notCompared && rows[0].pValue == nil)
        let without = Self.table("Brott", exposure: nil).rows
        #expect(without.count == 2 && without.allSatisfy { $0.verdict == .notCompared })
    }

    @Test func `a part that is larger than its whole is not compared`() throws {
        let odd =
            Self.records + [
                Self.figure(12, "Brott", "Norrmalm", "2024", 501, comparedWith: "Stockholm"),
                Self.figure(13, "Befolkning", "Norrmalm", "2020", 75_000),
            ]
        let row = try #require(Self.table("Brott", isPart: true, of: odd).rows.last)
        #expect(row.figure.subject == "Norrmalm" && row.verdict == .notCompared)
    }

    @Test func `the order of records is irrelevant, and an unrelated record changes nothing`() {
        let expected = Self.table("Brott").rows
        let unrelated = Self.figure(20, "Inkomst", "Stockholm", "2024", 5)
        #expect(Self.table("Brott", of: Self.records.reversed() + [unrelated]).rows == expected)
    }
}
