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
    /// Several rows may make one record, if none says otherwise of a field than another.
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
        var said: [RecordKey: [Said]] = [:]
        for entry in Self.byKind(records.entries) {
            do throws(Problems) {
                guard entry.problems.isEmpty else { throw Problems(entry.problems) }
                let edit = try reader.edit(from: entry.document, existing: existing)
                if said[edit.record]?.contains(where: { $0.edits == edit.edits }) == true { continue }
                let problems = refuse(edit) + Self.contradictions(of: edit, to: said[edit.record] ?? [])
                guard problems.isEmpty else { throw Problems(problems) }
                note(edit)
                let isFirst = said[edit.record] == nil
                said[edit.record, default: []].append(Said(row: entry.row, edits: edit.edits))
                let view = existing(edit.record)
                let changing = edit.changing(view)
                if !changing.edits.isEmpty { edits.append(changing) }
                guard isFirst else { continue }
                if changing.edits.isEmpty {
                    counts.unchanged += 1
                } else if view == nil {
                    counts.new += 1
                } else {
                    counts.changed += 1
                }
            } catch {
                refused.append((entry.row, error))
            }
        }
        guard refused.isEmpty else { throw Refusal(rows: refused.sorted { $0.row < $1.row }) }
        self.edits = edits
        (new, changed, unchanged) = counts
    }

    /// What a row says of a record.
    private struct Said {
        let row: Int
        let edits: [FieldEdit]
    }

    /// The fields that earlier rows have set to something else.
    private static func contradictions(of edit: RecordEdit, to said: [Said]) -> [InputProblem] {
        edit.edits.compactMap { own in
            guard case .set(let field, let value) = own else { return nil }
            let other = said.first { row in
                row.edits.contains { other in
                    if case .set(field, let otherValue) = other { otherValue != value } else { false }
                }
            }
            return other.map { said in
                InputProblem(
                    .saidOtherwise(row: said.row),
                    field: Catalogue.kind(edit.record.kind)?[field]
                )
            }
        }
    }

    private static func byKind(_ entries: [ImportedRecords.Entry]) -> [ImportedRecords.Entry] {
        let kinds = entries.map { entry -> UInt32 in
            guard case .string(let name)? = entry.document["kind"] else { return 0 }
            return Catalogue.kind(written: name)?.number.rawValue ?? 0
        }
        return entries.indices.sorted { (kinds[$0], $0) < (kinds[$1], $1) }.map { entries[$0] }
    }
}
