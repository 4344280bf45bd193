import SwiftProtobuf
import SyncCore
import TestSupport
import Testing

struct StoredStateTests {
    /// A state with live entries of every sort, several logs, and references that wait.
    private static func sample() -> RecordState {
        var state = RecordState()
        let seed = (UInt64(3_000_000)...).first { seed in
            let state = merged(seed)
            return !state.awaited.isEmpty && state.changes.count > 5 && state.registers.count > 2
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

    /// What no state gives.
    private static let faults: [(String, @Sendable (inout StoredRecordState) -> Void)] = [
        ("a log of 15 bytes", { $0.logs[0].removeLast() }),
        ("logs out of order", { $0.logs.swapAt(0, 1) }),
        ("a change of no log", { $0.changeLog[0] = 99 }),
        ("changes out of order", { $0.changeNumber.swapAt(0, $0.changeNumber.count - 1) }),
        ("a time less", { $0.changeTime.removeLast() }),
        ("a number less", { $0.changeNumber.removeLast() }),
        ("a prefix less", { $0.changePrefix.removeLast() }),
        ("an entry of no change", { $0.entryChange[0] = 99 }),
        ("a position less", { $0.entryPosition.removeLast() }),
        ("a value less", { $0.entryValue.removeLast() }),
        ("a flag less", { $0.entryFlags.removeLast() }),
        ("a flag of no meaning", { $0.entryFlags[0] = 8 }),
        ("redacted and missing", { $0.entryFlags[0] = 6 }),
        (
            "an entry twice",
            { stored in
                stored.entryField.insert(stored.entryField[0], at: 0)
                stored.entryChange.insert(stored.entryChange[0], at: 0)
                stored.entryPosition.insert(stored.entryPosition[0], at: 0)
                stored.entryFlags.insert(stored.entryFlags[0], at: 0)
                stored.entryValue.insert(stored.entryValue[0], at: 0)
            }
        ),
        ("awaited of no log", { $0.awaitedLog[0] = 99 }),
        ("an awaited field less", { $0.awaitedField.removeLast() }),
    ]

    @Test func `a stored state that no merge gives is called damaged`() throws {
        let bytes = Self.sample().storedBytes
        for (name, fault) in Self.faults {
            var stored = try StoredRecordState(serializedBytes: bytes)
            fault(&stored)
            let damaged: [UInt8] = try stored.serializedBytes()
            #expect(throws: MergeError.damagedState, "\(name)") { try RecordState(storedBytes: damaged) }
        }
    }

    @Test func `a stored state cut short or flipped never traps`() {
        let bytes = Self.sample().storedBytes
        for count in bytes.indices { _ = try? RecordState(storedBytes: Array(bytes.prefix(count))) }
        for bit in 0..<bytes.count * 8 {
            var damaged = bytes
            damaged[bit / 8] ^= 1 << UInt8(bit % 8)
            guard let state = try? RecordState(storedBytes: damaged) else { continue }
            _ = state.view(of: RecordBench.key, schema: nil)
        }
        #expect(bytes.count > 200)
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
        #expect(reread.registers[write.field]?.entries.map(\.content) == [.value([201, 0, 255, 7])])
        #expect(reread.digest(of: key) == state.digest(of: key))
        let view = reread.view(of: key, schema: nil)
        #expect(view[write.field]?.shown == .unknown(tag: 201, bytes: [0, 255, 7]))
        #expect(view[write.field]?.shown?.canonicalBytes == [201, 0, 255, 7])
    }
}
