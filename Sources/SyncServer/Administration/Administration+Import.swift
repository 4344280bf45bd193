import FieldModel
public import Imports
import Situation
import SyncCore

extension Administration {
    /// Enters the records of a table.
    ///
    /// A member writes them, as everything in a space: they are signed, and can be taken back. The same table
    /// once more changes nothing.
    ///
    /// - Parameters:
    ///   - table: the file.
    ///   - mapping: what its columns mean.
    ///   - name: of the space.
    ///   - pseudonym: of a person who may write there.
    /// - Returns: what was new and what has changed.
    /// - Throws: ``ServerError``, ``ImportFault``, ``ImportPlan/Refusal``; nothing was written.
    public func importTable(
        _ table: CSVTable,
        by mapping: ImportMapping,
        space name: String,
        as pseudonym: String
    ) throws -> ImportSummary {
        let space = try hosted([name])[0]
        let access = try access(of: pseudonym, to: space)
        let records = try ImportedRecords(of: table, by: mapping, in: space.id)
        let picture = try Pictures(of: host.replica).picture(of: space.id)
        let desk = ReviewDesk(host: host, signals: SpaceSignals())
        let names = NamedRecords(in: picture)
        let reader = RecordReader(
            space: space.id,
            context: names.context(now: host.surroundings.wallMilliseconds()),
            makeID: desk.freshID
        )
        let mayReview = access.access.rights.contains(.review)
        let plan = try ImportPlan(
            of: records,
            reader: reader,
            existing: { picture[$0] },
            note: names.note,
            refuse: { $0.reviewProblems(mayReview: mayReview) }
        )
        try enter(plan.edits, by: access, as: pseudonym)
        try note("import as \(pseudonym): \(plan.edits.count)", in: space.id)
        let after = try Pictures(of: host.replica).picture(of: space.id)
        return ImportSummary(of: table, records, plan, figures: after.snapshot.figures)
    }
}
