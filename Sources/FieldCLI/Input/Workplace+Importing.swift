import FieldModel
import Imports
import Situation
import SyncCore

extension Workplace {
    /// Reads the records of a table, and saves in one transaction those that change something.
    ///
    /// - Parameters:
    ///   - table: the file.
    ///   - mapping: what its columns mean.
    ///   - saving: whether they are saved.
    /// - Returns: what it came to.
    /// - Throws: ``CommandError/notImported(_:)``, ``CommandError/linesNotAccepted(_:draft:)``; nothing was
    ///   saved.
    func importing(_ table: CSVTable, by mapping: ImportMapping, saving: Bool) throws -> ImportSummary {
        let records: ImportedRecords
        do throws(ImportFault) {
            records = try ImportedRecords(of: table, by: mapping, in: space)
        } catch {
            throw CommandError.notImported(error)
        }
        let plan = try plan(for: records)
        if saving, !plan.edits.isEmpty {
            _ = try commit(plan.edits.map(withArea), with: PhotoTray(), orKeep: nil)
        }
        let figures = Snapshot(try self.records(of: [.statistic])).figures
        return ImportSummary(of: table, records, plan, figures: figures)
    }

    private func plan(for records: ImportedRecords) throws -> ImportPlan {
        let finder = finder
        let reader = RecordReader(space: space, context: finder.context(today: today), makeID: newID)
        let plan = Result { () throws(ImportPlan.Refusal) in
            try ImportPlan(
                of: records,
                reader: reader,
                existing: finder.record,
                note: { finder.note($0, writtenAs: nil) },
                refuse: { $0.reviewProblems(mayReview: membership.mayReview) }
            )
        }
        try finder.check()
        do throws(ImportPlan.Refusal) {
            return try plan.get()
        } catch {
            let faults = error.rows.map { (line: $0.row, problems: $0.problems) }
            throw CommandError.linesNotAccepted(faults, draft: nil)
        }
    }
}
