import SyncCore

/// A change as a server numbered it.
struct NumberedChange: Sendable {
    /// N of its segment.
    let position: UInt64
    let pseudonym: String
    let change: MergeableChange
}

/// What people and devices have written since N, in the order in which it arrived.
///
/// Whole segments, so that N names every place where a reader may go on. What the server itself writes in
/// its control log is not among them.
struct NumberedChanges: Sendable {
    let changes: [NumberedChange]
    /// Where the next page begins.
    let next: UInt64
    let head: StreamPosition

    /// Reads one page.
    ///
    /// - Parameters:
    ///   - space: whose changes.
    ///   - position: N of the last segment that the reader has.
    ///   - limit: a page ends with the segment that reaches so many changes.
    ///   - replica: where they are.
    /// - Throws: ``Refusal`` or ``StoreError``
    init(of space: SpaceID, after position: UInt64, limit: Int, in replica: Replica) throws {
        guard let head = try replica.head(of: space) else { throw Refusal.unknownSpace }
        self.head = head.stream
        var changes: [NumberedChange] = []
        var next = min(position, head.stream.position)
        var pseudonyms: [LogID: String?] = [:]
        reading: while next < head.stream.position {
            let numbered = try replica.segments(
                of: space,
                after: next,
                countLimit: ServerLimits.pullChunkSegments,
                byteLimit: ServerLimits.pullChunkBytes
            )
            if numbered.isEmpty { break }
            for element in numbered {
                if changes.count >= limit { break reading }
                next = element.position
                let header = element.segment.header
                if pseudonyms[header.log] == nil {
                    let opening = try replica.opening(of: header.log, in: space)
                    pseudonyms[header.log] = .some(opening?.certificate?.pseudonym)
                }
                guard let pseudonym = pseudonyms[header.log] ?? nil else { continue }
                changes += try zip(header.first..., element.segment.leaves()).map { number, leaf in
                    NumberedChange(
                        position: element.position,
                        pseudonym: pseudonym,
                        change: try leaf.change(in: header.log, number: number)
                    )
                }
            }
        }
        self.changes = changes
        self.next = next
    }
}
