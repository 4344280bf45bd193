import FieldModel
import Imports

extension Texts {
    func reportWritten(_ path: String) -> String {
        pick("Rapporten finns i \(path).", "The report is in \(path).")
    }

    func notImported(_ happened: Wording) -> String {
        happened[language] + pick(" Inget ändrades.", " Nothing changed.")
    }

    /// A problem a line, by row.
    func message(for refusal: ImportPlan.Refusal) -> String {
        let rows = refusal.rows.map { row, problems in
            pick("rad \(row):", "row \(row):")
                + problems.all.map { "\n  " + $0.message[language] }.joined()
        }
        return rows.joined(separator: "\n")
            + pick(
                "\nRader som inte godtas: \(rows.count). Inget ändrades: rätta dem och kör igen.",
                "\nRows that are not accepted: \(rows.count). Nothing changed: mend them and run again."
            )
    }
}
