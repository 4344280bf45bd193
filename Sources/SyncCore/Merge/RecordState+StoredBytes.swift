/// The form in which a replica keeps the state of one record; it never leaves the store.
///
/// Equal states are equal bytes, and other bytes are refused. Numbers are varints in their shortest form (as
/// ``ByteWriter/appendVarint(_:)`` writes them) unless they are given a size, which is then big-endian. The
/// empty state is no bytes. Any other is
///
/// - the number of logs that the names below lie in, and each log's 16 bytes, ascending;
/// - the number of merged changes, and for each, ascending by name, its *name* (index of its log, number in
///   the log, leaf prefix in 8 bytes) and its time in 8 bytes;
/// - the number of live entries, and for each, ascending by field, then by name:
///   - a head byte: what stands for the value (0 a value, 1 redacted, 2 missing), and the sum of
///     4 if the entry is a resolution, 8 if its field is not the field after the entry's before, 16 if it
///     is not the value after the entry's before in the same change;
///   - with 8: how far its field number is above the one before, the first one's above 0;
///   - with 16: the index of its change, and its position there;
///   - if there is a value: the count of its bytes, and the bytes;
/// - unless nothing is awaited: per awaited entry, ascending by name, then by field, its change's *name*, its
///   position, and its field number.
extension RecordState {
    /// The bytes to keep: equal states give equal bytes.
    public var storedBytes: [UInt8] {
        guard !changes.isEmpty else { return [] }
        var writer = ByteWriter()
        writer.reserveCapacity(Self.storedHead + entries.reduce(0) { $0 + $1.storedSize })
        let logs = sortedLogs
        writer.appendVarint(UInt64(logs.count))
        for log in logs { writer.append(log) }
        writer.appendVarint(UInt64(changes.count))
        for change in changes {
            writer.append(change.name, in: logs)
            writer.appendBigEndian(change.time.rawValue)
        }
        writer.appendVarint(UInt64(entries.count))
        var before = EntryCoordinates.start
        for entry in entries {
            let change = changes.count == 1 ? 0 : changes.partitionPoint { $0.name < entry.name.change }
            writer.append(entry, ofChange: change, after: &before)
        }
        for entry in awaited {
            writer.append(entry.name.change, in: logs)
            writer.appendVarint(UInt64(entry.name.position))
            writer.appendVarint(UInt64(entry.field.rawValue))
        }
        return writer.bytes
    }

    /// Bytes before the entries of a state with one change, and room.
    private static let storedHead = 64

    /// The logs of all changes, merged or awaited, ascending.
    private var sortedLogs: [LogID] {
        if changes.count == 1, awaited.isEmpty { return [changes[0].name.log] }
        return Set(changes.map(\.name.log) + awaited.map(\.name.change.log)).sorted()
    }

    /// Reads what ``storedBytes`` gave.
    ///
    /// - Throws: ``MergeError/damagedState`` for bytes that no state gives.
    public init(storedBytes: [UInt8]) throws(MergeError) {
        guard !storedBytes.isEmpty else { return }
        do throws(ValueError) {
            var reader = ByteReader(storedBytes)
            let logs = try reader.storedLogs()
            changes = try reader.storedChanges(in: logs)
            entries = try reader.storedEntries(of: changes)
            awaited = try reader.storedAwaited(in: logs)
            guard logs == sortedLogs else { throw .malformed }
        } catch {
            throw .damagedState
        }
    }
}

/// What an entry is besides its value.
private enum Head {
    static let content: UInt8 = 3
    static let value: UInt8 = 0
    static let redacted: UInt8 = 1
    static let missing: UInt8 = 2
    static let resolution: UInt8 = 4
    static let field: UInt8 = 8
    static let place: UInt8 = 16
    static let known: UInt8 = 31
}

/// Where an entry stands: what the next one's is told apart from.
private struct EntryCoordinates: Equatable {
    var field: UInt32
    var change: Int
    var position: UInt32

    /// Before a change's first value in the field after 0.
    static let start = EntryCoordinates(field: 0, change: 0, position: .max)

    var nextPosition: UInt32 { position &+ 1 }
    var nextField: UInt32 { field &+ 1 }
}

extension Entry {
    /// About how many bytes it takes.
    fileprivate var storedSize: Int { 8 + (content.valueBytes?.count ?? 0) }
}

extension ByteWriter {
    fileprivate mutating func append(_ log: LogID) {
        appendBigEndian(log.high)
        appendBigEndian(log.low)
    }

    fileprivate mutating func append(_ name: ChangeName, in logs: [LogID]) {
        appendVarint(UInt64(logs.count == 1 ? 0 : logs.partitionPoint { $0 < name.log }))
        appendVarint(name.number)
        appendBigEndian(name.leafPrefix)
    }

    fileprivate mutating func append(
        _ entry: Entry,
        ofChange change: Int,
        after before: inout EntryCoordinates
    ) {
        let position = entry.name.position
        var head =
            switch entry.content {
            case .value: Head.value
            case .redacted: Head.redacted
            case .missing: Head.missing
            }
        if entry.isResolution { head |= Head.resolution }
        if entry.field.rawValue != before.nextField { head |= Head.field }
        if change != before.change || position != before.nextPosition { head |= Head.place }
        append(head)
        if head & Head.field != 0 { appendVarint(UInt64(entry.field.rawValue - before.field)) }
        if head & Head.place != 0 {
            appendVarint(UInt64(change))
            appendVarint(UInt64(position))
        }
        if case .value(let bytes) = entry.content {
            appendVarint(UInt64(bytes.count))
            append(contentsOf: bytes)
        }
        before = EntryCoordinates(field: entry.field.rawValue, change: change, position: position)
    }
}

extension ByteReader {
    /// A count of things that take at least so many bytes each.
    private mutating func count(ofAtLeast size: Int) throws(ValueError) -> Int {
        let count = try varint()
        guard count <= UInt64(remaining / size) else { throw .malformed }
        return Int(count)
    }

    private mutating func number32() throws(ValueError) -> UInt32 {
        guard let number = UInt32(exactly: try varint()) else { throw .malformed }
        return number
    }

    fileprivate mutating func storedLogs() throws(ValueError) -> [LogID] {
        var logs: [LogID] = []
        for _ in 0..<(try count(ofAtLeast: 16)) {
            logs.append(LogID(high: try bigEndian64(), low: try bigEndian64()))
        }
        return logs
    }

    private mutating func storedName(in logs: [LogID]) throws(ValueError) -> ChangeName {
        let log = try varint()
        guard log < UInt64(logs.count) else { throw .malformed }
        return ChangeName(log: logs[Int(log)], number: try varint(), leafPrefix: try bigEndian64())
    }

    fileprivate mutating func storedChanges(in logs: [LogID]) throws(ValueError) -> [MergedChange] {
        let count = try count(ofAtLeast: 18)
        guard count > 0 else { throw .malformed }
        var changes: [MergedChange] = []
        changes.reserveCapacity(count)
        for _ in 0..<count {
            let name = try storedName(in: logs)
            if let last = changes.last, last.name >= name { throw .malformed }
            changes.append(MergedChange(name: name, time: HybridTime(rawValue: try bigEndian64())))
        }
        return changes
    }

    fileprivate mutating func storedEntries(of changes: [MergedChange]) throws(ValueError) -> [Entry] {
        let count = try count(ofAtLeast: 1)
        var entries: [Entry] = []
        entries.reserveCapacity(count)
        var before = EntryCoordinates.start
        for _ in 0..<count {
            let head = try byte()
            guard head <= Head.known else { throw .malformed }
            let field = try storedField(head, after: before)
            var place = EntryCoordinates(field: field, change: before.change, position: before.nextPosition)
            if head & Head.place != 0 {
                let change = try varint()
                guard change < UInt64(changes.count) else { throw .malformed }
                let found = EntryCoordinates(field: field, change: Int(change), position: try number32())
                guard found != place else { throw .malformed }
                place = found
            }
            let change = changes[place.change]
            let entry = Entry(
                field: FieldNumber(rawValue: field),
                name: EntryName(change: change.name, position: place.position),
                time: change.time,
                content: try storedContent(head),
                isResolution: head & Head.resolution != 0
            )
            if let last = entries.last, last.place >= entry.place { throw .malformed }
            entries.append(entry)
            before = place
        }
        return entries
    }

    private mutating func storedField(
        _ head: UInt8,
        after before: EntryCoordinates
    ) throws(ValueError) -> UInt32 {
        guard head & Head.field != 0 else { return before.nextField }
        let (field, isTooGreat) = before.field.addingReportingOverflow(try number32())
        guard !isTooGreat, field != before.nextField else { throw .malformed }
        return field
    }

    private mutating func storedContent(_ head: UInt8) throws(ValueError) -> EntryContent {
        switch head & Head.content {
        case Head.value: .value(Array(try take(Int(clamping: try varint()))))
        case Head.redacted: .redacted
        case Head.missing: .missing
        default: throw .malformed
        }
    }

    fileprivate mutating func storedAwaited(in logs: [LogID]) throws(ValueError) -> [AwaitedEntry] {
        var awaited: [AwaitedEntry] = []
        while !isAtEnd {
            let change = try storedName(in: logs)
            let name = EntryName(change: change, position: try number32())
            let entry = AwaitedEntry(field: FieldNumber(rawValue: try number32()), name: name)
            if let last = awaited.last, last >= entry { throw .malformed }
            awaited.append(entry)
        }
        return awaited
    }
}
