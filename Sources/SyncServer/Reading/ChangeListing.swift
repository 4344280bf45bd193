import FieldModel
import Foundation
import SyncCore

/// What has been written since N, in the order in which it arrived.
///
/// Whole segments: a page ends with one, so that N names every place where a reader may go on.
struct ChangeListing: Sendable {
    let changes: [JSONValue]
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
        var changes: [JSONValue] = []
        var next = min(position, head.stream.position)
        var pseudonyms: [LogID: String?] = [:]
        while next < head.stream.position, changes.count < limit {
            let numbered = try replica.segments(
                of: space,
                after: next,
                countLimit: 1,
                byteLimit: ServerLimits.pullChunkBytes
            )
            guard let element = numbered.first else { break }
            next = element.position
            let log = element.segment.header.log
            let pseudonym: String?
            if let known = pseudonyms[log] {
                pseudonym = known
            } else {
                pseudonym = try replica.opening(of: log, in: space)?.certificate?.pseudonym
                pseudonyms[log] = pseudonym
            }
            guard let pseudonym else { continue }
            changes += try Self.documents(of: element, by: pseudonym)
        }
        self.changes = changes
        self.next = next
    }

    private static func documents(of element: NumberedSegment, by pseudonym: String) throws -> [JSONValue] {
        let header = element.segment.header
        return try zip(header.first..., element.segment.leaves()).map { number, leaf in
            let change = try leaf.change(in: header.log, number: number)
            let kind = Catalogue.kind(change.record.kind)
            let fields = change.writes.filter { $0.field.rawValue >= Limits.firstRecordField }.map { write in
                JSONValue.string(kind?[write.field]?.name ?? String(write.field.rawValue))
            }
            return .object([
                "position": .number(Decimal(element.position)),
                "log": .string(header.log.description),
                "number": .number(Decimal(number)),
                "pseudonym": .string(pseudonym),
                "time": .number(Decimal(change.time.millisecondsSinceEpoch)),
                "kind": .string(kind?.name ?? String(change.record.kind.rawValue)),
                "id": .string(change.record.id.uuidString),
                "fields": .array(fields),
            ])
        }
    }
}
