/// What a change does, without its values: a `Skeleton` message, read and checked.
///
/// The writes are columns; Wire/sync.proto says what each means.
struct Skeleton {
    private(set) var record = RecordKey(kind: KindNumber(rawValue: 0), id: RecordID(high: 0, low: 0))
    private(set) var time = HybridTime(rawValue: 0)
    private(set) var fields: [UInt32] = []
    private(set) var valueCounts: [UInt32] = []
    private(set) var supersededCounts: [UInt32] = []
    private(set) var superseded: [EntryName] = []
    private(set) var resolutions: [UInt32] = []
    /// The number of values in the whole change.
    private(set) var valueCount = 0

    /// Reads a skeleton and checks that its columns agree.
    ///
    /// - Throws: ``LogError/malformed(_:)`` or ``LogError/tooLarge(_:)`` for the skeleton.
    init(_ bytes: [UInt8], in range: Range<Int>) throws(LogError) {
        var raw = RawParts()
        do throws(MalformedMessage) {
            try read(bytes, in: range, raw: &raw)
        } catch {
            throw .malformed(.skeleton)
        }
        valueCount = valueCounts.isEmpty ? fields.count : valueCounts.reduce(0) { $0 + Int($1) }
        guard fields.count <= Limits.changeEntries, superseded.count <= Limits.changeEntries,
            valueCount <= Limits.changeEntries
        else { throw .tooLarge(.skeleton) }
        guard raw.namesAreWhole, let id = RecordID(bytes: bytes[raw.record]), columnsAgree else {
            throw .malformed(.skeleton)
        }
        record = RecordKey(kind: KindNumber(rawValue: raw.kind), id: id)
    }

    func valueCount(ofWrite index: Int) -> Int {
        valueCounts.isEmpty ? 1 : Int(valueCounts[index])
    }

    func supersededCount(ofWrite index: Int) -> Int {
        supersededCounts.isEmpty ? 0 : Int(supersededCounts[index])
    }

    /// What is checked once the whole message is read.
    private struct RawParts {
        var record = 0..<0
        var kind: UInt32 = 0
        var namesAreWhole = true
    }

    private var columnsAgree: Bool {
        let count = fields.count
        return fields.isStrictlyAscending && resolutions.isStrictlyAscending
            && (valueCounts.isEmpty || valueCounts.count == count)
            && (supersededCounts.isEmpty || supersededCounts.count == count)
            && supersededCounts.reduce(0) { $0 + Int($1) } == superseded.count
            && resolutions.last.map { $0 < UInt32(count) } ?? true
    }

    private mutating func read(
        _ bytes: [UInt8],
        in range: Range<Int>,
        raw: inout RawParts
    ) throws(MalformedMessage) {
        var reader = ProtobufReader(bytes, in: range)
        while let (number, content) = try reader.next() {
            switch (number, content) {
            case (1, .bytes(let record)): raw.record = record
            case (2, .varint(let kind)): raw.kind = UInt32(truncatingIfNeeded: kind)
            case (3, .fixed64(let reading)): time = HybridTime(rawValue: reading)
            case (4, _): _ = try reader.append(content, to: &fields)
            case (5, _): _ = try reader.append(content, to: &valueCounts)
            case (6, _): _ = try reader.append(content, to: &supersededCounts)
            case (7, .bytes(let name)):
                let (name, isWhole) = try Self.name(bytes, in: name)
                superseded.append(name)
                raw.namesAreWhole = raw.namesAreWhole && isWhole
            case (8, _): _ = try reader.append(content, to: &resolutions)
            default: break
            }
        }
    }

    private static func name(
        _ bytes: [UInt8],
        in range: Range<Int>
    ) throws(MalformedMessage) -> (EntryName, isWhole: Bool) {
        var log = 0..<0
        var number: UInt64 = 0
        var prefix: UInt64 = 0
        var position: UInt32 = 0
        var reader = ProtobufReader(bytes, in: range, depth: 1)
        while let field = try reader.next() {
            switch field {
            case (1, .bytes(let range)): log = range
            case (2, .varint(let value)): number = value
            case (3, .fixed64(let value)): prefix = value
            case (4, .varint(let value)): position = UInt32(truncatingIfNeeded: value)
            default: break
            }
        }
        let id = LogID(bytes: bytes[log])
        let change = ChangeName(log: id ?? LogID(high: 0, low: 0), number: number, leafPrefix: prefix)
        return (EntryName(change: change, position: position), id != nil)
    }
}

extension [UInt32] {
    fileprivate var isStrictlyAscending: Bool {
        for index in indices.dropFirst() where self[index - 1] >= self[index] { return false }
        return true
    }
}
