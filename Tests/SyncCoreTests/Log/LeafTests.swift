import FoundationEssentials
import SwiftProtobuf
import SyncCore
import TestSupport
import Testing

struct LeafTests {
    private static let log = LogID(high: 3, low: 4)
    private static let seenEntry = EntryName(
        change: ChangeName(log: log, number: 9, leafPrefix: .max),
        position: 2
    )

    /// Every kind of write at once.
    static let change = Change(
        record: RecordKey(kind: KindNumber(rawValue: 4_000_000_000), id: RecordID(high: 1, low: 2)),
        time: HybridTime(rawValue: .max),
        writes: [
            Write(field: .withdrawal, values: [Value.entries([seenEntry]).canonicalBytes]),
            Write(
                field: FieldNumber(rawValue: 16),
                values: [Value.text("Åsa gård").canonicalBytes],
                superseded: [seenEntry],
                isResolution: true
            ),
            Write(field: FieldNumber(rawValue: 18), values: [[1, 1], [1, 0], [250, 9]], superseded: []),
            Write(
                field: FieldNumber(rawValue: 4_294_967_295),
                values: [],
                superseded: [seenEntry, seenEntry]
            ),
        ]
    )

    @Test func `a change comes out of its leaf as it went in, unknown types byte for byte`() throws {
        let leaf = try Leaf(Self.change, salt: SampleLog.salt(of: 1))
        let read = try Leaf(decoding: leaf.bytes)
        #expect(read == leaf)
        let merged = try read.change(in: Self.log, number: 10)
        let name = ChangeName(log: Self.log, number: 10, leafPrefix: leaf.hash.prefix)
        #expect(merged == MergeableChange(Self.change, named: name))
    }

    @Test func `a redacted leaf keeps its hash, and the names of what it adds and supersedes`() throws {
        let leaf = try Leaf(Self.change, salt: SampleLog.salt(of: 1))
        let redacted = try leaf.redacted()
        #expect(redacted.hash == leaf.hash)
        #expect(redacted.lacksPayload && !leaf.lacksPayload)
        #expect(try redacted.redacted() == redacted)
        #expect(try Leaf(decoding: redacted.bytes) == redacted)
        let before = try leaf.change(in: Self.log, number: 10)
        for absent in [EntryContent.redacted, .missing] {
            let after = try redacted.change(in: Self.log, number: 10, absent: absent)
            #expect(after.name == before.name && after.time == before.time)
            #expect(after.writes.map(\.superseded) == before.writes.map(\.superseded))
            #expect(after.writes.map(\.contents.count) == before.writes.map(\.contents.count))
            #expect(after.writes.flatMap(\.contents).allSatisfy { $0 == absent })
        }
    }

    @Test func `a redacted leaf holds nothing of the values or the salt`() throws {
        let salt = SampleLog.salt(of: 77)
        let redacted = try Leaf(Self.change, salt: salt).redacted()
        #expect(!redacted.bytes.hexadecimal.contains(Array("sa gård".utf8).hexadecimal))
        #expect(!redacted.bytes.hexadecimal.contains(salt.hexadecimal))
    }

    @Test func `the hash depends on the salt, the skeleton and the values`() throws {
        var other = Self.change
        other.time = HybridTime(rawValue: 1)
        var third = Self.change
        third.writes[2].values[0] = [1, 0]
        let hashes = [
            try Leaf(Self.change, salt: SampleLog.salt(of: 1)).hash,
            try Leaf(Self.change, salt: SampleLog.salt(of: 2)).hash,
            try Leaf(other, salt: SampleLog.salt(of: 1)).hash,
            try Leaf(third, salt: SampleLog.salt(of: 1)).hash,
        ]
        #expect(Set(hashes).count == 4)
    }

    @Test func `a change beyond 64 KiB or 4096 values is refused when it is saved`() throws {
        let salt = SampleLog.salt(of: 1)
        var change = SampleLog.change(of: 1, to: .bytes(.init(repeating: 1, count: Limits.changeBytes)))
        #expect(throws: LogError.tooLarge(.leaf)) { try Leaf(change, salt: salt) }
        change.writes[0].values = [[UInt8]](repeating: [0], count: Limits.changeEntries + 1)
        #expect(throws: LogError.tooLarge(.skeleton)) { try Leaf(change, salt: salt) }
        change.writes[0].values.removeLast()
        #expect(
            try Leaf(change, salt: salt).change(in: Self.log, number: 1).writes[0].contents.count == 4_096
        )
    }

    @Test func `fields out of order or twice are refused`() throws {
        var change = Self.change
        change.writes.swapAt(1, 2)
        #expect(throws: LogError.malformed(.skeleton)) { try Leaf(change, salt: SampleLog.salt(of: 1)) }
        change.writes[1] = change.writes[2]
        #expect(throws: LogError.malformed(.skeleton)) { try Leaf(change, salt: SampleLog.salt(of: 1)) }
    }

    @Test func `a leaf that is neither whole nor redacted is refused`() throws {
        let leaf = try Leaf(Self.change, salt: SampleLog.salt(of: 1))
        let whole = try WireLeaf(serializedBytes: leaf.bytes)
        let redacted = try WireLeaf(serializedBytes: leaf.redacted().bytes)
        let faults: [(inout WireLeaf) -> Void] = [
            { $0.salt = Data($0.salt.dropLast()) },
            { $0.salt = Data() },
            { $0.innerHash = redacted.innerHash },
        ]
        for fault in faults {
            var wire = whole
            fault(&wire)
            let bytes: [UInt8] = try wire.serializedBytes()
            #expect(throws: LogError.malformed(.leaf)) { try Leaf(decoding: bytes) }
        }
        var short = redacted
        short.innerHash = Data(redacted.innerHash.dropLast())
        let bytes: [UInt8] = try short.serializedBytes()
        #expect(throws: LogError.malformed(.leaf)) { try Leaf(decoding: bytes) }
    }

    @Test func `bytes that no hash covers are refused`() throws {
        let leaf = try Leaf(Self.change, salt: SampleLog.salt(of: 1))
        #expect(throws: LogError.malformed(.leaf)) { try Leaf(decoding: leaf.bytes + [0x2A, 1, 65]) }
    }

    @Test func `columns of a skeleton that disagree are refused when the change is read`() throws {
        let faults: [(inout WireSkeleton) -> Void] = [
            { $0.record = Data($0.record.dropLast()) },
            { $0.valueCounts.removeLast() },
            { $0.supersededCounts.removeLast() },
            { $0.supersededCounts[0] += 1 },
            { $0.resolutions = [4] },
            { $0.resolutions = [1, 1] },
            { $0.fields[1] = $0.fields[0] },
            { $0.superseded[0].log = Data([1]) },
        ]
        let leaf = try Leaf(Self.change, salt: SampleLog.salt(of: 1))
        for (index, fault) in faults.enumerated() {
            var wire = try WireLeaf(serializedBytes: leaf.bytes)
            var skeleton = try WireSkeleton(serializedBytes: wire.skeleton)
            fault(&skeleton)
            wire.skeleton = try skeleton.serializedData()
            let bytes: [UInt8] = try wire.serializedBytes()
            let read = try Leaf(decoding: bytes)
            #expect(throws: LogError.malformed(.skeleton), "fault \(index)") {
                try read.change(in: Self.log, number: 1)
            }
        }
    }

    @Test func `a payload with more or fewer values than the skeleton names is refused`() throws {
        let leaf = try Leaf(Self.change, salt: SampleLog.salt(of: 1))
        for values in [[Data]](arrayLiteral: [], .init(repeating: Data([0]), count: 6)) {
            var wire = try WireLeaf(serializedBytes: leaf.bytes)
            var payload = WirePayload()
            payload.values = values
            wire.payload = try payload.serializedData()
            let bytes: [UInt8] = try wire.serializedBytes()
            let read = try Leaf(decoding: bytes)
            #expect(throws: LogError.malformed(.payload)) { try read.change(in: Self.log, number: 1) }
        }
    }
}
