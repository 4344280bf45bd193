import FoundationEssentials
import SwiftProtobuf

/// What the control log erases of one segment, and what it says once more.
struct SegmentRedactions: Sendable {
    private let redactions: [Redaction]
    private let restated: [UInt64: [Restatement]]

    init(_ redactions: [Redaction] = [], restated: [Restatement] = []) {
        self.redactions = redactions
        self.restated = Dictionary(grouping: restated, by: \.number)
    }

    var isEmpty: Bool { redactions.isEmpty }

    func covers(_ number: UInt64) -> Bool { redactions.contains { $0.numbers.contains(number) } }

    /// The redaction that a change's history tells of; `nil` if none erases it.
    func redaction(of number: UInt64) -> Redaction? {
        redactions.first { $0.numbers.contains(number) }
    }

    /// What is said once more of a change.
    func restated(of number: UInt64) -> [Restatement] { restated[number] ?? [] }

    /// The changes of a segment's leaves, erased ones as `redacted` but for what is restated of them.
    ///
    /// - Parameters:
    ///   - segment: one without the erased values, or with them.
    ///   - leaves: the segment's.
    /// - Returns: a change a leaf.
    /// - Throws: ``LogError`` for a leaf that cannot be read.
    func changes(in segment: SegmentHeader, leaves: [Leaf]) throws(LogError) -> [MergeableChange] {
        var changes: [MergeableChange] = []
        changes.reserveCapacity(leaves.count)
        var number = segment.first
        for leaf in leaves {
            if covers(number) {
                let change = try leaf.redacted().change(in: segment.log, number: number, absent: .redacted)
                changes.append(change.restating(restated(of: number)))
            } else {
                changes.append(try leaf.change(in: segment.log, number: number))
            }
            number += 1
        }
        return changes
    }

    /// Whether a value is missing that no redaction has erased.
    func leavesHole(in segment: SegmentHeader, leaves: [Leaf]) -> Bool {
        zip(segment.first..., leaves).contains { $1.lacksPayload && !covers($0) }
    }
}

extension Segment {
    /// This segment without the values that were erased.
    ///
    /// Header, signature and hashes are the same.
    ///
    /// - Returns: `nil` if it has none of them.
    func erased(by redactions: SegmentRedactions) throws(LogError) -> Segment? {
        guard !redactions.isEmpty else { return nil }
        let leaves = try leaves()
        var erased: [Leaf] = []
        for (number, leaf) in zip(header.first..., leaves) {
            erased.append(redactions.covers(number) ? try leaf.redacted() : leaf)
        }
        return erased == leaves ? nil : try carrying(erased)
    }

    /// This segment with other forms of the same leaves.
    func carrying(_ leaves: [Leaf]) throws(LogError) -> Segment {
        var body = WireSegmentBody()
        body.leaves = leaves.map { Data($0.bytes) }
        guard let bytes: [UInt8] = try? body.serializedBytes() else { throw .malformed(.body) }
        return try Segment(headerBytes: headerBytes, signature: signature, body: Zstd.compress(bytes))
    }
}

extension MergeableChange {
    /// The change with values in the place of what was redacted.
    fileprivate func restating(_ restatements: [Restatement]) -> MergeableChange {
        guard !restatements.isEmpty else { return self }
        let values = Dictionary(restatements.map { ($0.position, $0.value) }) { first, _ in first }
        let writes = writes.map { write in
            MergeableWrite(
                field: write.field,
                firstPosition: write.firstPosition,
                contents: zip(write.firstPosition..., write.contents).map { position, content in
                    values[position].map(EntryContent.value) ?? content
                },
                superseded: write.superseded,
                isResolution: write.isResolution
            )
        }
        return MergeableChange(name: name, record: record, time: time, writes: writes)
    }
}
