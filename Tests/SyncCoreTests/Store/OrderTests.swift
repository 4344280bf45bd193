import TestSupport
import Testing

@testable import SyncCore

/// State = f(set of segments), through the store: any order, in pieces, with repetitions and waiting.
struct OrderTests {
    /// Four devices that save, seal, exchange now and then, and the segments that come of it.
    private static func segments(of space: TestSpace, seed: UInt64) throws -> [Segment] {
        var generator = SeededGenerator(seed: seed)
        let members = try (0..<4).map { index in
            try space.member("person \(index)", rights: index == 3 ? .write : [.write, .review])
        }
        let laptops = try members.map { try space.laptop($0) }
        for _ in 0..<40 {
            let index = Int.random(in: 0..<4, using: &generator)
            let laptop = laptops[index]
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let edit = try someEdit(mayReview: index != 3, using: &generator)
                _ = try laptop.save([edit], in: space.id)
            }
            if generator.chance(50) { try laptop.seal(space.id, with: members[index].key) }
            if generator.chance(30) {
                let source = laptops[Int.random(in: 0..<4, using: &generator)]
                try laptop.ingest(source.allSegments(of: space.id), of: space.id)
            }
        }
        var segments: [SegmentID: Segment] = [:]
        for (laptop, member) in zip(laptops, members) {
            try laptop.seal(space.id, with: member.key)
            for segment in try laptop.allSegments(of: space.id) { segments[segment.id] = segment }
        }
        return segments.values.sorted { $0.id < $1.id }
    }

    private static func someEdit(
        mayReview: Bool,
        using generator: inout SeededGenerator
    ) throws -> RecordEdit {
        let number = UInt32.random(in: 0...3, using: &generator)
        let tag = Value.text(["ljus", "skräp", "sly"][Int(number % 3)])
        let edit: FieldEdit =
            switch Int.random(in: 0...(mayReview ? 7 : 6), using: &generator) {
            case 0: .set(TestSchema.title, .text("titel \(number)"))
            case 1: .set(TestSchema.gravity, .enumeration(number))
            case 2: .set(TestSchema.status, .enumeration(number))
            case 3: .add(TestSchema.tags, [tag])
            case 4: .remove(TestSchema.tags, [tag])
            case 5: .withdraw
            case 6: .clear(TestSchema.status)
            default: .set(TestSchema.approval, .enumeration(number))
            }
        return RecordEdit(record: TestSchema.key(.random(in: 0...4, using: &generator)), edits: [edit])
    }

    @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6])
    func `any order of arrival gives the same bytes`(seed: UInt64) throws {
        let space = try TestSpace(seed: seed)
        let segments = try Self.segments(of: space, seed: seed)
        let straight = try space.replica()
        try straight.ingest(segments, of: space.id)
        let expected = try straight.states(of: space.id)
        #expect(!expected.isEmpty, "seed \(seed)")
        var generator = SeededGenerator(seed: seed &+ 1_000)
        for round in 0..<4 {
            let shuffled = segments.shuffled(using: &generator)
            let other = try space.replica()
            var rest = shuffled[...]
            while !rest.isEmpty {
                let piece = rest.prefix(.random(in: 1...5, using: &generator))
                try other.ingest(Array(piece), of: space.id)
                if generator.chance(20) { try other.ingest(Array(piece.reversed()), of: space.id) }
                rest = rest.dropFirst(piece.count)
            }
            #expect(try other.states(of: space.id) == expected, "seed \(seed), round \(round)")
            #expect(
                try other.digest(of: space.id) == straight.digest(of: space.id),
                "seed \(seed), round \(round)"
            )
            #expect(
                try other.vector(of: space.id) == straight.vector(of: space.id),
                "seed \(seed), round \(round)"
            )
        }
        #expect(try straight.check().problems == [], "seed \(seed)")
    }

    @Test(arguments: [UInt64(7), 8])
    func `a rebuild gives the same bytes`(seed: UInt64) throws {
        let space = try TestSpace(seed: seed)
        let replica = try space.replica()
        try replica.ingest(Self.segments(of: space, seed: seed), of: space.id)
        let states = try replica.states(of: space.id)
        let reports = try replica.rebuild()
        #expect(reports.map(\.repairedRecords) == [0], "seed \(seed)")
        #expect(reports.map(\.former) == reports.map(\.rebuilt), "seed \(seed)")
        #expect(try replica.states(of: space.id) == states, "seed \(seed)")
    }
}

extension Replica {
    /// The stored bytes of every record of a space.
    func states(of space: SpaceID) throws -> [RecordKey: [UInt8]] {
        try file.read { storage in
            var states: [RecordKey: [UInt8]] = [:]
            try storage.withRecords(of: storage.space(space).key) { states[$0.name] = $0.state }
            return states
        }
    }
}
