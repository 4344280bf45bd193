import FoundationEssentials
import SwiftProtobuf
import TestSupport
import Testing

@testable import SyncCore

/// The engine's own reader of leaves takes the same bytes as SwiftProtobuf, and reads the same in them.
struct ProtobufReaderTests {
    /// What a skeleton says; `nil` if its bytes are refused.
    private struct Reading: Equatable, CustomStringConvertible {
        var record: [UInt8]
        var kind: UInt32
        var time: UInt64
        var columns: [[UInt32]]
        var superseded: [EntryName]

        var description: String { "\(record) \(kind) \(time) \(columns) \(superseded)" }
    }

    private static func byEngine(_ bytes: [UInt8]) -> Reading? {
        guard let skeleton = try? Skeleton(bytes, in: bytes.indices) else { return nil }
        return Reading(
            record: skeleton.record.id.bytes,
            kind: skeleton.record.kind.rawValue,
            time: skeleton.time.rawValue,
            columns: [
                skeleton.fields, skeleton.valueCounts, skeleton.supersededCounts, skeleton.resolutions,
            ],
            superseded: skeleton.superseded
        )
    }

    /// SwiftProtobuf's reading, with the checks that Documentation/Protocol.md asks for.
    private static func byProtobuf(_ bytes: [UInt8]) -> Reading? {
        guard let wire = try? WireSkeleton(serializedBytes: bytes) else { return nil }
        let count = wire.fields.count
        guard count <= Limits.changeEntries, wire.superseded.count <= Limits.changeEntries,
            (wire.valueCounts.isEmpty ? count : wire.valueCounts.reduce(0) { $0 + Int($1) })
                <= Limits.changeEntries,
            wire.record.count == 16, wire.superseded.allSatisfy({ $0.log.count == 16 }),
            zip(wire.fields, wire.fields.dropFirst()).allSatisfy(<),
            wire.valueCounts.isEmpty || wire.valueCounts.count == count,
            wire.supersededCounts.isEmpty || wire.supersededCounts.count == count,
            wire.supersededCounts.reduce(0, { $0 + Int($1) }) == wire.superseded.count,
            zip(wire.resolutions, wire.resolutions.dropFirst()).allSatisfy(<),
            wire.resolutions.allSatisfy({ $0 < UInt32(count) })
        else { return nil }
        return Reading(
            record: Array(wire.record),
            kind: wire.kind,
            time: wire.time,
            columns: [wire.fields, wire.valueCounts, wire.supersededCounts, wire.resolutions],
            superseded: wire.superseded.compactMap { name in
                LogID(bytes: name.log).map { log in
                    let change = ChangeName(log: log, number: name.number, leafPrefix: name.leafPrefix)
                    return EntryName(change: change, position: name.position)
                }
            }
        )
    }

    private static func compare(_ bytes: [UInt8], _ accepted: inout Int, _ story: String) {
        let (engine, protobuf) = (byEngine(bytes), byProtobuf(bytes))
        if engine != nil { accepted += 1 }
        if engine != protobuf { Issue.record("\(story): \(bytes.hexadecimal)") }
    }

    private static let skeleton: [UInt8] = {
        let wire = WireSkeleton(LeafTests.change)
        return (try? wire.serializedBytes()) ?? []
    }()

    @Test func `a skeleton reads the same, and so does each that is cut short or has a bit flipped`() {
        let bytes = Self.skeleton
        var accepted = 0
        Self.compare(bytes, &accepted, "whole")
        #expect(accepted == 1)
        for count in bytes.indices { Self.compare(Array(bytes.prefix(count)), &accepted, "cut") }
        for bit in 0..<bytes.count * 8 {
            var flipped = bytes
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            Self.compare(flipped, &accepted, "bit \(bit)")
        }
        #expect(accepted > 100)
    }

    @Test func `skeletons with bytes put in, taken out and changed at random read the same`() {
        var accepted = 0
        for seed in UInt64(0)..<20_000 {
            var generator = SeededGenerator(seed: seed)
            var bytes = Self.skeleton
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let index = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes.remove(at: index)
                case 1: bytes.insert(.random(in: 0...255, using: &generator), at: index)
                case 2: bytes.insert(contentsOf: Self.someField(using: &generator), at: index)
                default: bytes += Self.someField(using: &generator)
                }
            }
            Self.compare(bytes, &accepted, "seed \(seed)")
        }
        #expect(accepted > 1_000)
    }

    /// A field of any number and any sort, now and then one of those that skeletons have.
    private static func someField(using generator: inout SeededGenerator) -> [UInt8] {
        let number = UInt8.random(in: 1...15, using: &generator)
        let sort = UInt8.random(in: 0...5, using: &generator)
        let content: [UInt8] =
            switch sort {
            case 0:
                [[5], [0x85, 0], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1]]
                    .randomElement(using: &generator) ?? []
            case 1: [1, 2, 3, 4, 5, 6, 7, 8]
            case 2: [2, 1, 2]
            case 3: [0x08, 1, number << 3 | 4]
            default: [1, 2, 3, 4]
            }
        let tag = number << 3 | sort
        return (generator.chance(20) ? [tag | 0x80, 0x80, 0] : [tag]) + content
    }

    @Test(arguments: [
        ("a column that is not packed", [0x20, 16, 0x20, 17]),
        ("a column in two parts", [0x22, 1, 16, 0x22, 1, 17]),
        ("a record twice, the last one counts", [0x0A, 1, 9, 0x0A, 16] + [UInt8](repeating: 3, count: 16)),
        ("a kind beyond 32 bits", [0x10, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]),
        ("a number of eleven bytes", [0x10] + [UInt8](repeating: 0x80, count: 10) + [0]),
        ("the field 0", [0x00, 1]), ("a group", [0x7B, 0x08, 1, 0x7C]), ("a group without an end", [0x7B]),
        ("another group's end", [0x7B, 0x74]), ("an end without a group", [0x7C]),
        ("a sort that does not exist", [0x7E]), ("a length beyond the end", [0x7A, 9, 1]),
        ("a tag of six bytes", [0xF8, 0x80, 0x80, 0x80, 0x80, 0, 1]),
        ("a tag of five bytes", [0xF8, 0x80, 0x80, 0x80, 0, 1]),
        ("a tag beyond 32 bits", [0xF8, 0x80, 0x80, 0x80, 0x10, 1]),
        ("groups 98 deep", groups(98)), ("groups 99 deep", groups(99)), ("groups 100 deep", groups(100)),
        ("groups 98 deep in a name", inName(groups(98))), ("groups 99 deep in a name", inName(groups(99))),
    ])
    func `what encoders seldom write reads the same`(story: String, field: [UInt8]) {
        let bare: [UInt8] = [0x0A, 16] + [UInt8](repeating: 1, count: 16)
        var accepted = 0
        Self.compare(bare + field, &accepted, story)
        Self.compare(field + bare, &accepted, story)
    }

    private static func groups(_ depth: Int) -> [UInt8] {
        [UInt8](repeating: 0x7B, count: depth) + [UInt8](repeating: 0x7C, count: depth)
    }

    private static func inName(_ bytes: [UInt8]) -> [UInt8] {
        let name = [0x0A, 16] + [UInt8](repeating: 2, count: 16) + bytes
        let length = [UInt8(name.count & 0x7F) | 0x80, UInt8(name.count >> 7)]
        return [0x22, 1, 16, 0x32, 1, 1, 0x3A] + length + name
    }

    @Test func `a leaf is taken exactly if it is whole or redacted, and nothing in it escapes its hash`()
        throws
    {
        let leaf = try Leaf(LeafTests.change, salt: SampleLog.salt(of: 1))
        for form in [leaf.bytes, try leaf.redacted().bytes] {
            for bit in 0..<form.count * 8 {
                var bytes = form
                bytes[bit / 8] ^= 1 << UInt8(bit % 8)
                let read = try? Leaf(decoding: bytes)
                if (read != nil) != Self.isLeaf(bytes) { Issue.record("bit \(bit): \(bytes.hexadecimal)") }
                if read?.hash == leaf.hash { Issue.record("bit \(bit) is not covered by the hash") }
            }
            for count in form.indices {
                let bytes = Array(form.prefix(count))
                #expect(((try? Leaf(decoding: bytes)) != nil) == Self.isLeaf(bytes), "\(count) bytes")
            }
        }
    }

    private static func isLeaf(_ bytes: [UInt8]) -> Bool {
        guard let wire = try? WireLeaf(serializedBytes: bytes), wire.unknownFields.data.isEmpty else {
            return false
        }
        return wire.salt.count == 16 && wire.innerHash.isEmpty
            || wire.innerHash.count == 32 && wire.salt.isEmpty && wire.payload.isEmpty
    }

    @Test func `a payload that is flipped or cut short gives the values that protobuf reads`() throws {
        let leaf = try Leaf(LeafTests.change, salt: SampleLog.salt(of: 1))
        let wire = try WireLeaf(serializedBytes: leaf.bytes)
        var accepted = 0
        for bit in 0..<wire.payload.count * 8 {
            var damaged = wire
            damaged.payload[damaged.payload.startIndex + bit / 8] ^= 1 << UInt8(bit % 8)
            let values = (try? WirePayload(serializedBytes: damaged.payload))?.values
            let expected = values?.count == 5 ? values?.map { EntryContent.value(Array($0)) } : nil
            let read = try Leaf(decoding: damaged.serializedBytes())
            let change = try? read.change(in: LogID(high: 3, low: 4), number: 10)
            if change?.writes.flatMap(\.contents) != expected { Issue.record("bit \(bit)") }
            if change != nil { accepted += 1 }
        }
        #expect(accepted > 100)
    }
}
