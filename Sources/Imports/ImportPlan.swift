public import FieldModel
public import SyncCore

/// What an import will write: the edits that change something, checked.
public struct ImportPlan: Sendable {
    /// Why rows are not accepted, ascending; the others could be, and nothing is written.
    public struct Refusal: Error {
        public let rows: [(row: Int, problems: Problems)]
    }

    public let edits: [RecordEdit]
    /// Records that are not there yet, that will change, and that already are as the file says.
    public let new: Int
    public let changed: Int
    public let unchanged: Int

    /// Reads records, kinds that others refer to first.
    ///
    /// - Parameters:
    ///   - records: of a table.
    ///   - reader: of the space that they go to.
    ///   - existing: the record of a key, as it is shown; `nil` if there is none.
    ///   - note: is told of each edit before those that may refer to its record are read.
    ///   - refuse: what stops an edit besides its form.
    /// - Throws: ``Refusal``, with all rows that are not accepted.
    public init(
        of records: ImportedRecords,
        reader: RecordReader,
        existing: (RecordKey) -> RecordView?,
        note: (RecordEdit) -> Void = { _ in },
        refuse: (RecordEdit) -> [InputProblem] = { _ in [] }
    ) throws(Refusal) {
        var edits: [RecordEdit] = []
        var counts = (new: 0, changed: 0, unchanged: 0)
        var refused: [(row: Int, problems: Problems)] = []
        for entry in Self.byKind(records.entries) {
            do throws(Problems) {
                guard entry.problems.isEmpty else { throw Problems(entry.problems) }
                let edit = try reader.edit(from: entry.document, existing: existing)
                let problems = refuse(edit)
                guard problems.isEmpty else { throw Problems(problems) }
                note(edit)
                let view = existing(edit.record)
                let changing = edit.changing(view)
                if changing.edits.isEmpty {
                    counts.unchanged += 1
                } else {
                    edits.append(changing)
                    if view == nil { counts.new += 1 } else { counts.changed += 1 }
                }
            } catch {
                refused.append((entry.row, error))
            }
        }
        guard refused.isEmpty else { throw Refusal(rows: refused.sorted { $0.row < $1.row }) }
        self.edits = edits
        (new, changed, unchanged) = counts
    }

    private static func byKind(_ entries: [ImportedRecords.Entry]) -> [ImportedRecords.Entry] {
        let kinds = entries.map { entry -> UInt32 in
            guard case .string(let name)? = entry.document["kind"] else { return 0 }
            return Catalogue.kind(written: name)?.number.rawValue ?? 0
        }
        return entries.indices.sorted { (kinds[$0], $0) < (kinds[$1], $1) }.map { entries[$0] }
    }
}
