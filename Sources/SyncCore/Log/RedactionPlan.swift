/// A change of which values are to be erased, and which.
public struct RedactionChoice: Hashable, Sendable {
    /// How much of a change is erased.
    public enum Extent: Hashable, Sendable {
        /// The sought values, wherever they stand in it.
        case values(SoughtValues)
        /// Every value that somebody recorded.
        case all
    }

    public let change: PlacedChange
    public let extent: Extent

    public init(_ change: PlacedChange, extent: Extent) {
        self.change = change
        self.extent = extent
    }
}

/// A change of the control log that restates values of redacted changes.
struct RestatingChange: Hashable, Sendable {
    let segment: SegmentID
    let number: UInt64
    let restatements: [Restatement]
}

/// A value that would have to be restated, and is too large for a change of its own.
public struct RestatementTooLarge: Error, Hashable, Sendable {
    public let record: RecordKey
    public let field: FieldNumber
}

/// What the control log writes to erase chosen values, and nothing else.
///
/// A redaction erases a whole change, so the other values of the change are restated. A value that was itself
/// restated stands in the control log: there the restating change is erased, and what else it said is said
/// once more. The list of a withdrawal names entries and holds nothing that was recorded; it is always
/// restated, so that an erasure brings no withdrawn record back.
public struct RedactionPlan: Hashable, Sendable {
    /// In runs, ascending by segment and number.
    public let redactions: [Redaction]
    /// Restatements that go before they are erased.
    let removals: [Restatement]
    let restatements: [Restatement]

    /// The changes of members that lose a value.
    public let changeCount: Int

    /// Decides what to write.
    ///
    /// - Parameters:
    ///   - choices: each change as it stands now; one may be chosen more than once.
    ///   - restating: the changes of the control log that restate values of the chosen ones.
    ///   - ground: why.
    /// - Throws: ``RestatementTooLarge``, for a value that could not stay.
    init(
        _ choices: [RedactionChoice],
        restating: [RestatingChange],
        ground: String
    ) throws(RestatementTooLarge) {
        var sorting = Sorting()
        for choices in Dictionary(grouping: choices, by: \.place).sorted(by: { $0.key < $1.key }) {
            try sorting.take(choices.value)
        }
        let chosenCount = sorting.changeCount
        for change in restating { sorting.take(change) }
        changeCount = chosenCount
        removals = sorting.removals
        restatements = sorting.restatements
        redactions = sorting.covered.sorted { $0.key < $1.key }.flatMap { segment, numbers in
            numbers.runs.map { Redaction(segment: segment, numbers: $0, ground: ground) }
        }
    }

    /// Erases these, and says that once more.
    init(of redactions: [Redaction], restating restatements: [Restatement]) {
        self.redactions = redactions.sorted {
            ($0.segment, $0.numbers.lowerBound) < ($1.segment, $1.numbers.lowerBound)
        }
        self.restatements = restatements.sorted { ($0.segment, $0.number) < ($1.segment, $1.number) }
        removals = []
        changeCount = redactions.count
    }

    /// Each fits in one change: the redactions first, then what goes, then what stays.
    public var edits: [RecordEdit] {
        Self.batches(of: redactions, by: \.segment, size: \.byteCount, edit: Redaction.edit)
            + Self.batches(of: removals, by: \.segment, size: \.byteCount, edit: Restatement.removal)
            + Self.batches(of: restatements, by: \.segment, size: \.byteCount, edit: Restatement.edit)
    }

    /// Bytes of a batch's values, and what a value costs beside its own bytes: with its name where it is
    /// removed, a full batch stays below ``Limits/changeBytes``.
    private static let batchBytes = 48 * 1_024
    private static let valueOverhead = 64
    /// Bytes of a change beside one value: skeleton, salt and framing, and room.
    fileprivate static let changeOverhead = 128

    private static func batches<Entry>(
        of entries: [Entry],
        by segment: (Entry) -> SegmentID,
        size: (Entry) -> Int,
        edit: ([Entry], SegmentID) -> RecordEdit
    ) -> [RecordEdit] {
        var edits: [RecordEdit] = []
        var batch: [Entry] = []
        var bytes = 0
        for entry in entries {
            let added = size(entry) + valueOverhead
            if let first = batch.first, segment(first) != segment(entry) || bytes + added > batchBytes {
                edits.append(edit(batch, segment(first)))
                batch = []
                bytes = 0
            }
            batch.append(entry)
            bytes += added
        }
        if let first = batch.first { edits.append(edit(batch, segment(first))) }
        return edits
    }
}

/// Sorts the values of chosen changes into those that go and those that stay.
private struct Sorting {
    struct ValuePlace: Hashable {
        let change: ChangePlace
        let position: UInt32
    }

    /// The numbers to redact, by segment.
    private(set) var covered: [SegmentID: Set<UInt64>] = [:]
    private(set) var removals: [Restatement] = []
    private(set) var restatements: [Restatement] = []
    private(set) var changeCount = 0
    /// Restated values that go.
    private var goners: Set<ValuePlace> = []
    /// What is removed, and said once more, already: two control logs may restate the same.
    private var removed: Set<Restatement> = []
    private var said: Set<Restatement> = []

    /// Takes all choices of one change.
    mutating func take(_ choices: [RedactionChoice]) throws(RestatementTooLarge) {
        guard let placed = choices.first?.change else { return }
        var kept: [(field: FieldNumber, restatement: Restatement)] = []
        var losesValue = false
        for write in placed.change.writes {
            for (position, content) in zip(write.firstPosition..., write.contents) {
                if choices.contains(where: { $0.erases(content, in: write.field) }) {
                    losesValue = true
                    goners.insert(ValuePlace(change: placed.place, position: position))
                } else if let value = content.valueBytes {
                    kept.append((write.field, placed.restatement(of: value, at: position)))
                }
            }
        }
        guard losesValue else { return }
        changeCount += 1
        guard placed.redaction == nil else { return }
        for (field, restatement) in kept
        where restatement.byteCount + RedactionPlan.changeOverhead > Limits.changeBytes {
            throw RestatementTooLarge(record: placed.change.record, field: field)
        }
        covered[placed.segment, default: []].insert(placed.change.name.number)
        restatements += kept.map(\.restatement)
    }

    /// Takes a change of the control log: if one of its values goes, it is erased, and the others stay.
    mutating func take(_ restating: RestatingChange) {
        let staying = restating.restatements.filter { !goners.contains($0.place) }
        guard staying.count < restating.restatements.count else { return }
        covered[restating.segment, default: []].insert(restating.number)
        removals += restating.restatements.filter { removed.insert($0).inserted }
        restatements += staying.filter { said.insert($0).inserted }
    }
}

/// Where a change stands.
private struct ChangePlace: Hashable, Comparable {
    let segment: SegmentID
    let number: UInt64

    static func < (left: Self, right: Self) -> Bool {
        (left.segment, left.number) < (right.segment, right.number)
    }
}

extension PlacedChange {
    fileprivate var place: ChangePlace { ChangePlace(segment: segment, number: change.name.number) }

    fileprivate func restatement(of value: [UInt8], at position: UInt32) -> Restatement {
        Restatement(segment: segment, number: change.name.number, position: position, value: value)
    }
}

extension RedactionChoice {
    fileprivate var place: ChangePlace { change.place }

    /// Whether what stands in a field goes.
    fileprivate func erases(_ content: EntryContent, in field: FieldNumber) -> Bool {
        guard field.rawValue >= Limits.firstRecordField else { return false }
        switch (extent, content) {
        case (_, .redacted): return false
        case (.all, _): return true
        case (.values(let sought), .value(let bytes)):
            return sought.cover(bytes, in: field, of: change.change.record.kind)
        case (.values, .missing): return false
        }
    }
}

extension Restatement {
    fileprivate var place: Sorting.ValuePlace {
        Sorting.ValuePlace(change: ChangePlace(segment: segment, number: number), position: position)
    }
}

extension Set<UInt64> {
    /// As ranges without gaps, ascending.
    fileprivate var runs: [ClosedRange<UInt64>] {
        var runs: [ClosedRange<UInt64>] = []
        for number in sorted() {
            if let last = runs.last, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        return runs
    }
}
