import SyncCore
import TestSupport
import Testing

struct StoredStateTests {
    /// A state with live entries of every sort, several logs, and references that wait.
    private static func sample() -> RecordState {
        var state = RecordState()
        let seed = (UInt64(3_000_000)...).first { seed in
            let state = merged(seed)
            return !state.awaited.isEmpty && state.changes.count > 5
                && Set(state.entries.map(\.field)).count > 2
        }
        if let seed { state = merged(seed) }
        return state
    }

    private static func merged(_ seed: UInt64) -> RecordState {
        var state = RecordState()
        for element in ChangeTangle(seed: seed).elements { state.merge(element.change, by: element.writer) }
        return state
    }

    @Test func `an empty state is empty bytes`() throws {
        #expect(RecordState().storedBytes.isEmpty)
        #expect(try RecordState(storedBytes: []) == RecordState())
    }

    /// What no state gives: a state of one change with two fields, and what is wrong with it.
    private static let faults: [(String, [UInt8])] = [
        ("a log that nothing names", [2] + log(1) + log(2) + [1] + change + [0]),
        ("logs out of order", [2] + log(2) + log(1) + [2] + change + [1] + change.dropFirst() + [0]),
        ("no change", [1] + log(1) + [0, 0]),
        ("a change twice", [1] + log(1) + [2] + change + change + [0]),
        ("a change of no log", [1] + log(1) + [1, 1] + change.dropFirst() + [0]),
        ("a number longer than it need be", [0x81, 0] + log(1) + [1] + change + [0]),
        ("more entries than there are bytes", [1] + log(1) + [1] + change + [9, 8, 16, 0]),
        ("a head of no meaning", [1] + log(1) + [1] + change + [1, 40, 16, 0]),
        ("redacted and missing", [1] + log(1) + [1] + change + [1, 11, 16]),
        ("an entry of no change", [1] + log(1) + [1] + change + [1, 24, 16, 1, 0, 0]),
        ("an entry twice", [1] + log(1) + [1] + change + [2, 8, 16, 0, 24, 0, 0, 0, 0]),
        ("a place that needed no words", [1] + log(1) + [1] + change + [1, 24, 16, 0, 0, 0]),
        ("a field that needed no words", [1] + log(1) + [1] + change + [2, 8, 16, 0, 8, 1, 0]),
        ("an awaited entry of no log", [1] + log(1) + [1] + change + [0, 1] + change.dropFirst()),
        ("an awaited entry cut short", [1] + log(1) + [1] + change + [0, 0]),
    ]

    /// A log's id.
    private static func log(_ number: UInt8) -> [UInt8] { [UInt8](repeating: number, count: 16) }

    /// The first change of the first log, at the time 3.
    private static let change: [UInt8] = [0, 1, 7, 7, 7, 7, 7, 7, 7, 7, 0, 0, 0, 0, 0, 0, 0, 3]

    @Test func `a stored state is laid out as its file says`() throws {
        let entries: [UInt8] = [3, 8, 16, 2, 1, 1, 21, 0, 9, 10, 10]
        let bytes = [1] + Self.log(1) + [1] + Self.change + entries
        let state = try RecordState(storedBytes: bytes)
        let name = ChangeName(
            log: LogID(high: 0x0101_0101_0101_0101, low: 0x0101_0101_0101_0101),
            number: 1,
            leafPrefix: 0x0707_0707_0707_0707
        )
        #expect(state.changes == [MergedChange(name: name, time: HybridTime(rawValue: 3))])
        #expect(state.entries.map(\.field.rawValue) == [16, 17, 27])
        #expect(state.entries.map(\.name.position) == [0, 9, 10])
        #expect(state.entries.map(\.content) == [.value([1, 1]), .redacted, .missing])
        #expect(state.entries.map(\.isResolution) == [false, true, false])
        #expect(state.storedBytes == bytes)
    }

    @Test func `a stored state that no merge gives is called damaged`() throws {
        for (name, bytes) in Self.faults {
            #expect(throws: MergeError.damagedState, "\(name)") { try RecordState(storedBytes: bytes) }
        }
    }

    @Test func `a stored state cut short or flipped is damaged, or the one form of another state`() {
        let bytes = Self.sample().storedBytes
        var accepted = 0
        func check(_ damaged: [UInt8]) {
            guard let state = try? RecordState(storedBytes: damaged) else { return }
            accepted += 1
            if state.storedBytes != damaged { Issue.record("\(damaged.hexadecimal) has another form") }
            _ = state.view(of: RecordBench.key, schema: nil)
        }
        for count in bytes.indices { check(Array(bytes.prefix(count))) }
        for bit in 0..<bytes.count * 8 {
            var damaged = bytes
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            check(damaged)
        }
        #expect(bytes.count > 200 && accepted > 100)
    }

    @Test func `unknown kinds, fields and value types are kept byte for byte by a program that knows none`()
        throws
    {
        let log = try SampleLog()
        let key = RecordKey(kind: KindNumber(rawValue: 3_999_999_999), id: RecordID(high: 1, low: 1))
        let write = Write(field: FieldNumber(rawValue: 4_000_000_000), values: [[201, 0, 255, 7]])
        let change = Change(record: key, time: HybridTime(rawValue: 5), writes: [write])
        let segment = try log.segment(of: [change])
        let leaf = try #require(segment.leaves().first)
        var state = RecordState()
        state.merge(try leaf.change(in: log.log, number: 1), by: .member([.write, .review]))
        let reread = try RecordState(storedBytes: state.storedBytes)
        #expect(reread.entries(of: write.field).map(\.content) == [.value([201, 0, 255, 7])])
        #expect(reread.digest(of: key) == state.digest(of: key))
        let view = reread.view(of: key, schema: nil)
        #expect(view[write.field]?.shown == .unknown(tag: 201, bytes: [0, 255, 7]))
        #expect(view[write.field]?.shown?.canonicalBytes == [201, 0, 255, 7])
    }
}
