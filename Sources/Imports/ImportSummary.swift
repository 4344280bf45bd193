public import FieldModel
import Foundation
public import Situation
import SyncCore

/// What an import came to, to be told to whoever did it.
public struct ImportSummary: Hashable, Sendable {
    public let rows: Int
    public let new: Int
    public let changed: Int
    public let unchanged: Int
    public let encoding: CSVTable.Encoding
    public let hasDecimalCommas: Bool
    /// Spellings that were replaced, and how often.
    public let aliases: [String: Int]
    /// Rows of which no record was made, ascending.
    public let passedOver: [Int]
    /// Sums of the imported series that are not what their parts add up to.
    public let mismatches: [PrintedSums.Mismatch]

    /// - Parameters:
    ///   - table: the file.
    ///   - records: that were made of it.
    ///   - plan: what of them changes something.
    ///   - figures: of the space, the imported ones among them.
    public init(
        of table: CSVTable,
        _ records: ImportedRecords,
        _ plan: ImportPlan,
        figures: [Figure]
    ) {
        rows = table.rows.count
        new = plan.new
        changed = plan.changed
        unchanged = plan.unchanged
        encoding = table.encoding
        hasDecimalCommas = table.hasDecimalCommas
        aliases = records.aliases
        passedOver = records.passedOver
        let series = records.series
        mismatches = PrintedSums(of: figures.filter { series.contains($0.series) }).mismatches
    }

    /// A line for each thing to know.
    public func lines(isSaved: Bool) -> [Wording] {
        let counts = Wording(
            swedish: "\(new) nya, \(changed) ändrade, \(unchanged) som de var.",
            english: "\(new) new, \(changed) changed, \(unchanged) as they were."
        )
        let heading =
            isSaved
            ? counts
            : Wording(
                swedish: "Inget sparades. Det skulle bli: " + counts.swedish,
                english: "Nothing was saved. It would be: " + counts.english
            )
        return [heading] + reading + spellings + rowsPassedOver + sums
    }

    /// How the file was read, where that may surprise.
    private var reading: [Wording] {
        var lines: [Wording] = []
        if encoding != .utf8 {
            lines.append(
                Wording(
                    swedish: "Filen lästes som \(encoding.rawValue).",
                    english: "The file was read as \(encoding.rawValue)."
                )
            )
        }
        if hasDecimalCommas {
            lines.append(
                Wording(
                    swedish: "Decimaler står efter komma i filen.",
                    english: "Decimals stand behind commas in the file."
                )
            )
        }
        return lines
    }

    private var spellings: [Wording] {
        aliases.sorted { $0.key < $1.key }.map { spelling, count in
            Wording(
                swedish: "Stavning ersatt, rader: \(count): \(spelling)",
                english: "Spelling replaced, rows: \(count): \(spelling)"
            )
        }
    }

    private var rowsPassedOver: [Wording] {
        guard !passedOver.isEmpty else { return [] }
        let rows = passedOver.map(String.init).joined(separator: ", ")
        return [
            Wording(
                swedish: "Rader som mappningen inte gör någon post av: \(rows)",
                english: "Rows of which the mapping makes no record: \(rows)"
            )
        ]
    }

    private var sums: [Wording] {
        guard !mismatches.isEmpty else { return [] }
        let heading = Wording(
            swedish: "Tryckta summor som inte stämmer, sparade som källan skriver dem: \(mismatches.count)",
            english: "Printed sums that do not match, kept as the source writes them: \(mismatches.count)"
        )
        return [heading]
            + mismatches.map { mismatch in
                let what = "  \(mismatch.total.subject), \(mismatch.total.period)"
                return Wording(
                    swedish: "\(what): tryckt \(mismatch.printed.text), delarna ger \(mismatch.summed.text)",
                    english:
                        "\(what): printed \(mismatch.printed.text), the parts give \(mismatch.summed.text)"
                )
            }
    }

    /// The same for programs.
    public func document(isSaved: Bool) -> JSONValue {
        func number(_ count: Int) -> JSONValue { .number(Decimal(count)) }
        let mismatches = mismatches.map { mismatch in
            JSONValue.object([
                "subject": .string(mismatch.total.subject),
                "period": .string(mismatch.total.period.description),
                "printed": .string(mismatch.printed.text), "summed": .string(mismatch.summed.text),
            ])
        }
        return .object([
            "rows": number(rows), "new": number(new), "changed": number(changed),
            "unchanged": number(unchanged), "saved": .bool(isSaved),
            "encoding": .string(encoding.rawValue), "aliases": .object(aliases.mapValues(number)),
            "passed_over": .array(passedOver.map(number)), "mismatches": .array(mismatches),
        ])
    }
}

extension Quantity {
    /// Digits with a point, as few as it takes.
    var text: String { DecimalText.string(of: units, scale: Self.scale) }
}
