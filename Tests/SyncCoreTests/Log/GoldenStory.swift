import SyncCore
import TestSupport

/// A small space in which every construct of the format occurs once: the same keys, salts and times in every
/// run.
struct GoldenStory {
    /// One log with the segments that its member has sealed.
    struct Author {
        let key: SigningKey
        let opening: LogOpening
        let writer: Writer
        var position = LogPosition.start
        var unsealed: [Leaf] = []
        var segments: [Segment] = []

        var log: LogID { opening.logID(in: SampleLog.space) }
    }

    static let generation = Generation(high: 0x4745_4E45_5241_5449, low: 1)
    static let record = RecordKey(kind: KindNumber(rawValue: 17), id: RecordID(high: 0xFA17_0001, low: 0xA))
    static let unknownRecord = RecordKey(
        kind: KindNumber(rawValue: 70_000),
        id: RecordID(high: 0xFA17_0002, low: 0xB)
    )

    let serverKey: SigningKey
    let certificates: [Certificate]
    private(set) var control: Author
    private(set) var recorder: Author
    private(set) var reviewer: Author
    private(set) var states: [RecordKey: RecordState] = [:]
    /// In the order in which a server numbered them.
    private(set) var segments: [Segment] = []

    init() throws {
        let server = try SampleLog.key(of: 1)
        let members = [
            (try SampleLog.key(of: 2), "Gråsparv 7", Rights.write),
            (try SampleLog.key(of: 3), "Örn 1", [.write, .review]),
        ]
        serverKey = server
        certificates = try members.map { key, pseudonym, rights in
            try Certificate(
                space: SampleLog.space,
                publicKey: key.publicKey,
                pseudonym: pseudonym,
                rights: rights,
                signedBy: server
            )
        }
        func author(_ key: SigningKey, nonce: UInt8, _ certificate: Certificate?) -> Author {
            let opening = LogOpening(
                publicKey: key.publicKey,
                nonce: [UInt8](repeating: nonce, count: 16),
                certificate: certificate
            )
            return Author(
                key: key,
                opening: opening,
                writer: certificate.map { .member($0.rights) } ?? .control
            )
        }
        control = author(server, nonce: 0xC0, nil)
        recorder = author(members[0].0, nonce: 0xA1, certificates[0])
        reviewer = author(members[1].0, nonce: 0xB2, certificates[1])
        try tell()
    }

    private mutating func tell() throws {
        for certificate in certificates { try write(certificate.edit, by: \.control) }
        let ended = StandingChange(
            log: recorder.log,
            lastSegments: [SegmentID(words: (1, 2, 3, 4))],
            rights: []
        )
        try write(ended.edit, by: \.control)
        try seal(\.control)

        try write(everyType(), by: \.recorder)
        let seen = states
        try write(
            [.set(Self.text, .text("Bräckefaret")), .add(Self.set, [.text("å"), .text("ä")])],
            by: \.recorder
        )
        try write([.remove(Self.set, [.text("å")]), .add(Self.set, [.text("ö")])], by: \.recorder)
        try write([.clear(Self.cleared)], by: \.recorder)
        try write([.set(Self.review, .enumeration(1))], by: \.recorder)
        try seal(\.recorder)

        try write([.set(Self.text, .text("Åkermyntan"))], by: \.reviewer, seeing: seen)
        try write([.set(Self.review, .enumeration(2))], by: \.reviewer)
        try seal(\.reviewer)

        try write([.set(Self.text, .text("Åkermyntan"))], by: \.recorder)
        try write([.undo(Self.text, former: [.text("Bräckefaret"), .text("Åkermyntan")])], by: \.recorder)
        try write([.withdraw], by: \.recorder)
        try write([.restore], by: \.recorder)
        try write([.withdraw], by: \.recorder)
        try writeUnknown()
        try seal(\.recorder)
    }

    private static let text = FieldNumber(rawValue: 16)
    private static let set = FieldNumber(rawValue: 17)
    private static let cleared = FieldNumber(rawValue: 18)
    private static let review = FieldNumber(rawValue: 512)

    private func everyType() -> [FieldEdit] {
        let name = EntryName(
            change: ChangeName(log: LogID(high: 1, low: 2), number: 3, leafPrefix: 4),
            position: 5
        )
        let values: [Value] = [
            .text("Hässelby torg"), .bool(true), .integer(-7), .decimal(59_366_812_3), .id(Self.record.id),
            .date(CalendarDate(daysSinceEpoch: 20_042)),
            .instant(Instant(milliseconds: 1_731_664_800_000, offsetMinutes: 60)),
            .enumeration(3), .group([.decimal(1), .empty, .text("ö")]), .entries([name]), .bytes([0, 255]),
            .unknown(tag: 200, bytes: [1, 2, 3]),
        ]
        let numbers: [UInt32] = [16, 18] + (20..<30).map { UInt32($0) }
        return zip(numbers, values).map { .set(FieldNumber(rawValue: $0), $1) }
    }

    /// A kind and a type that nobody knows, and a reference to an entry that never comes.
    private mutating func writeUnknown() throws {
        let dangling = EntryName(
            change: ChangeName(log: LogID(high: .max, low: .max), number: .max, leafPrefix: .max),
            position: .max
        )
        let write = Write(
            field: FieldNumber(rawValue: 300),
            values: [[255], [254, 0]],
            superseded: [dangling],
            isResolution: true
        )
        try append(
            Change(record: Self.unknownRecord, time: time(of: recorder), writes: [write]),
            to: \.recorder
        )
    }

    private mutating func write(
        _ edits: [FieldEdit],
        by author: WritableKeyPath<Self, Author>,
        seeing seen: [RecordKey: RecordState]? = nil
    ) throws {
        try write(RecordEdit(record: Self.record, edits: edits), by: author, seeing: seen)
    }

    private mutating func write(
        _ edit: RecordEdit,
        by author: WritableKeyPath<Self, Author>,
        seeing seen: [RecordKey: RecordState]? = nil
    ) throws {
        let state = (seen ?? states)[edit.record] ?? RecordState()
        guard let change = state.change(for: edit, at: time(of: self[keyPath: author])) else { return }
        try append(change, to: author)
    }

    private mutating func append(_ change: Change, to author: WritableKeyPath<Self, Author>) throws {
        let number = self[keyPath: author].next
        let leaf = try Leaf(change, salt: SampleLog.salt(of: number))
        self[keyPath: author].unsealed.append(leaf)
        let named = try leaf.change(in: self[keyPath: author].log, number: number)
        states[change.record, default: RecordState()].merge(named, by: self[keyPath: author].writer)
    }

    /// A second for each change, so that the story's times are all different.
    private func time(of author: Author) -> HybridTime {
        let count = [control, recorder, reviewer].reduce(0) { $0 + Int64($1.next) }
        return HybridTime(
            millisecondsSinceEpoch: 1_731_664_800_000 + count * 1_000,
            counter: UInt16(author.next)
        )
    }

    private mutating func seal(_ author: WritableKeyPath<Self, Author>) throws {
        let writer = self[keyPath: author]
        let segment = try Segment(
            sealing: writer.unsealed,
            of: writer.opening,
            in: SampleLog.space,
            at: writer.position,
            seen: vector.digest,
            key: writer.key
        )
        self[keyPath: author].unsealed = []
        self[keyPath: author].segments.append(segment)
        self[keyPath: author].position = LogPosition(next: segment.header.last + 1, previous: segment.id)
        segments.append(segment)
    }

    /// What a replica holds that has every sealed segment.
    var vector: VersionVector {
        VersionVector(
            heads: [control, recorder, reviewer].reduce(into: [:]) { heads, author in
                guard let last = author.segments.last else { return }
                heads[author.log] = [VersionVector.Head(number: last.header.last, segment: last.id)]
            }
        )
    }
}

extension GoldenStory.Author {
    /// The number of the next change.
    fileprivate var next: UInt64 { position.next + UInt64(unsealed.count) }
}
