import SyncCore
import TestSupport
import Testing

struct ControlLogTests {
    private static let log = LogID(high: 11, low: 12)
    private static let segment = SegmentID(words: (1, 2, 3, 4))

    private static func view(of state: RecordState, _ key: RecordKey) -> RecordView {
        state.view(of: key, schema: Schema(kinds: ControlLog.kinds)[key.kind])
    }

    private static func merge(
        _ edits: [RecordEdit],
        into state: inout RecordState,
        by writer: Writer = .control
    ) throws {
        for edit in edits {
            let number = UInt64(state.changes.count + 1)
            let change = try #require(state.change(for: edit, at: HybridTime(rawValue: number)))
            let name = ChangeName(log: LogID(high: 1, low: 1), number: number, leafPrefix: number)
            state.merge(MergeableChange(change, named: name), by: writer)
        }
    }

    @Test func `a certificate comes out of its record as it went in`() throws {
        let certificate = try SampleLog().certificate
        let key = Certificate.record(of: certificate.publicKey)
        #expect(key.kind.rawValue == 1)
        #expect(key.id.bytes == Array(certificate.publicKey.id.bytes.prefix(16)))
        var state = RecordState()
        try Self.merge([certificate.edit], into: &state)
        #expect(try Certificate(record: Self.view(of: state, key)) == certificate)
    }

    @Test func `a record of another member, of another kind, or without a certificate gives none`() throws {
        let certificate = try SampleLog().certificate
        var state = RecordState()
        try Self.merge([certificate.edit], into: &state)
        let key = Certificate.record(of: certificate.publicKey)
        let wrong = [
            RecordKey(kind: key.kind, id: RecordID(high: 1, low: 1)),
            RecordKey(kind: ControlLog.standingChange, id: key.id),
        ]
        for key in wrong {
            #expect(throws: LogError.malformed(.certificate)) {
                try Certificate(record: Self.view(of: state, key))
            }
        }
        #expect(throws: LogError.malformed(.certificate)) {
            try Certificate(record: Self.view(of: RecordState(), key))
        }
    }

    @Test func `standing changes of one log add up, and each can be released`() throws {
        let demoted = StandingChange(log: Self.log, lastSegments: [Self.segment], rights: .write)
        let ended = StandingChange(log: Self.log, lastSegments: [], rights: [])
        let key = StandingChange.record(of: Self.log)
        var state = RecordState()
        try Self.merge([demoted.edit, ended.edit], into: &state)
        #expect(Set(StandingChange.all(in: Self.view(of: state, key))) == [demoted, ended])
        try Self.merge([demoted.release], into: &state)
        #expect(StandingChange.all(in: Self.view(of: state, key)) == [ended])
    }

    @Test func `a member's segment changes nobody's standing`() throws {
        let ended = StandingChange(log: Self.log, lastSegments: [], rights: [])
        var state = RecordState()
        try Self.merge([ended.edit], into: &state, by: .member([.write, .review, .administer]))
        let key = StandingChange.record(of: Self.log)
        #expect(StandingChange.all(in: Self.view(of: state, key)).isEmpty)
        #expect(state.changes.count == 1)
    }

    @Test func `what is no standing change of this log is left out`() throws {
        let key = StandingChange.record(of: Self.log)
        let id = Value.id(key.id)
        let values: [Value] = [
            .integer(1),
            .group([id, .bytes([])]),
            .group([id, .bytes([1]), .integer(0)]),
            .group([id, .bytes([]), .integer(-1)]),
            .group([.id(RecordID(high: 0, low: 0)), .bytes([]), .integer(0)]),
        ]
        var state = RecordState()
        try Self.merge([RecordEdit(record: key, edits: [.add(ControlLog.content, values)])], into: &state)
        #expect(Self.view(of: state, key)[ControlLog.content]?.elements.count == 5)
        #expect(StandingChange.all(in: Self.view(of: state, key)).isEmpty)
    }
}
