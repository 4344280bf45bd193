import Foundation
import TestSupport
import Testing

@testable import SyncCore

struct ExchangeTests {
    private let space: TestSpace
    private let birch: TestMember
    private let rowan: TestMember
    private let one: Replica
    private let two: Replica
    private let server: Replica

    init() throws {
        space = try TestSpace(seed: 51)
        birch = try space.member("Björk")
        rowan = try space.member("Rönn")
        one = try space.laptop(birch)
        two = try space.laptop(rowan)
        server = try space.server()
    }

    private func syncBoth() throws {
        for (laptop, member) in [(one, birch), (two, rowan), (one, birch)] {
            try laptop.push(to: server, of: space.id, with: member.key)
            try laptop.pull(from: server, of: space.id, pageOf: 2)
        }
    }

    @Test func `two laptops and a server agree after they have exchanged`() throws {
        for number in 0..<20 as Range<UInt64> {
            _ = try one.save([.title("ett \(number)", of: number)], in: space.id)
            _ = try two.save([.title("två \(number)", of: number)], in: space.id)
            if number.isMultiple(of: 5) { try syncBoth() }
        }
        try syncBoth()
        #expect(try one.digest(of: space.id) == server.digest(of: space.id))
        #expect(try two.digest(of: space.id) == server.digest(of: space.id))
        #expect(try one.vector(of: space.id) == two.vector(of: space.id))
        #expect(try one.stream(of: space.id) == server.stream(of: space.id))
        #expect(try one.spaces().first?.unacknowledgedChanges == 0)
    }

    @Test func `an exchange that is repeated changes nothing`() throws {
        _ = try one.save([.title("ett", of: 1)], in: space.id)
        try syncBoth()
        let digest = try server.digest(of: space.id)
        let stream = try server.stream(of: space.id)
        try syncBoth()
        #expect(try server.digest(of: space.id) == digest)
        #expect(try server.stream(of: space.id) == stream)
        #expect(try two.digest(of: space.id) == digest)
    }

    @Test func `a repeated push writes nothing to the disk`() throws {
        let folder = try TestFolder()
        let path = folder.file("server.sqlite")
        let server = try space.server(at: .file(path))
        _ = try one.save([.title("ett", of: 1)], in: space.id)
        try one.push(to: server, of: space.id, with: birch.key)
        let batch = IncomingBatch(
            space: space.id,
            segments: try one.allSegments(of: space.id),
            placement: .number
        )
        let before = try Data(contentsOf: URL(filePath: path + "-wal"))
        _ = try server.ingest([batch])
        #expect(try Data(contentsOf: URL(filePath: path + "-wal")) == before)
    }

    @Test func `the chain runs over the segments in the order of their numbers`() throws {
        for number in 1...3 as ClosedRange<UInt64> {
            _ = try one.save([.title("x", of: number)], in: space.id)
            try one.push(to: server, of: space.id, with: birch.key)
        }
        let generation = try #require(server.stream(of: space.id)?.generation)
        var chain = ChainHash(seed: generation)
        #expect(try server.chain(of: space.id, at: 0) == chain)
        for numbered in try server.segments(of: space.id, after: 0, countLimit: 9, byteLimit: .max) {
            chain = chain.extended(by: numbered.segment.id)
            #expect(try server.chain(of: space.id, at: numbered.position) == chain)
        }
        #expect(try server.chain(of: space.id, at: 4) == nil)
        #expect(try server.chain(of: space.id, at: .max) == nil)
    }

    @Test func `a page ends at its count or its bytes, and holds one segment at least`() throws {
        for number in 1...4 as ClosedRange<UInt64> {
            _ = try one.save([.title("x", of: number)], in: space.id)
            try one.push(to: server, of: space.id, with: birch.key)
        }
        func page(_ after: UInt64, _ count: Int, _ bytes: Int) throws -> [UInt64] {
            try server.segments(of: space.id, after: after, countLimit: count, byteLimit: bytes).map(
                \.position
            )
        }
        #expect(try page(0, 3, .max) == [1, 2, 3])
        #expect(try page(3, 3, .max) == [4])
        #expect(try page(4, 3, .max) == [])
        #expect(try page(0, 3, 1) == [1])
        #expect(try page(.max, 3, .max) == [])
    }

    @Test func `a receipt makes a segment safe until the generation changes`() throws {
        _ = try one.save([.title("x", of: 1)], in: space.id)
        try one.seal(space.id, with: birch.key)
        #expect(try one.unacknowledgedSegments(of: space.id, countLimit: 9, byteLimit: .max).count == 1)
        try one.push(to: server, of: space.id, with: birch.key)
        #expect(try one.unacknowledgedSegments(of: space.id, countLimit: 9, byteLimit: .max) == [])
        try one.pull(from: server, of: space.id)
        #expect(try one.unacknowledgedSegments(of: space.id, countLimit: 9, byteLimit: .max) == [])
        #expect(try one.history(of: TestSchema.key(1), in: space.id).map(\.isAcknowledged) == [true])

        let emptied = try space.server(generation: Generation(high: 2, low: 2))
        _ = try two.save([.title("y", of: 2)], in: space.id)
        try two.push(to: emptied, of: space.id, with: rowan.key)
        try one.pull(from: emptied, of: space.id)
        #expect(try one.unacknowledgedSegments(of: space.id, countLimit: 9, byteLimit: .max).count == 1)
        #expect(try one.spaces().first?.unacknowledgedChanges == 1)
        try one.push(to: emptied, of: space.id, with: birch.key)
        try one.pull(from: emptied, of: space.id)
        #expect(try one.digest(of: space.id) == emptied.digest(of: space.id))
    }

    @Test func `a new generation numbers what is there anew, in the former order`() throws {
        for number in 1...3 as ClosedRange<UInt64> {
            _ = try one.save([.title("x", of: number)], in: space.id)
            try one.push(to: server, of: space.id, with: birch.key)
        }
        let former = try server.segments(of: space.id, after: 0, countLimit: 9, byteLimit: .max)
        let generation = Generation(high: 3, low: 3)
        try server.startGeneration(generation, of: space.id)
        #expect(try server.segments(of: space.id, after: 0, countLimit: 9, byteLimit: .max) == former)
        let stream = try server.stream(of: space.id)
        #expect(stream?.generation == generation)
        #expect(stream?.position == 3)
        try server.startGeneration(generation, of: space.id)
        #expect(try server.stream(of: space.id) == stream)
        #expect(try server.check().problems == [])
    }

    @Test func `an emptied server is healed by a laptop that holds other's segments`() throws {
        _ = try one.save([.title("ett", of: 1)], in: space.id)
        _ = try two.save([.title("två", of: 2)], in: space.id)
        try syncBoth()
        let emptied = try space.server(generation: Generation(high: 2, low: 2))
        let offered = try one.segments(
            of: space.id,
            missingFrom: emptied.vector(of: space.id),
            countLimit: .max,
            byteLimit: .max
        )
        _ = try emptied.ingest([IncomingBatch(space: space.id, segments: offered, placement: .number)])
        #expect(try emptied.digest(of: space.id) == one.digest(of: space.id))
        let rest = try one.segments(
            of: space.id,
            missingFrom: emptied.vector(of: space.id),
            countLimit: .max,
            byteLimit: .max
        )
        #expect(rest == [])
    }

    @Test func `the end of a sync is kept`() throws {
        try one.finishSync(of: space.id, at: 1_731_664_900_000, skew: -250)
        #expect(try one.spaces().first?.lastSync == 1_731_664_900_000)
        #expect(try one.spaces().first?.clockSkew == -250)
        try one.finishSync(of: space.id, at: 1_731_664_950_000, skew: nil)
        #expect(try one.spaces().first?.clockSkew == -250)
    }

    @Test func `a replica with an older schema forwards bytes and keeps states as they are`() throws {
        let edit = RecordEdit(
            record: TestSchema.key(1),
            edits: [
                .set(TestSchema.title, .text("Okänt slag")), .add(TestSchema.tags, [.text("å"), .text("ä")]),
                .set(FieldNumber(rawValue: 300), .unknown(tag: 77, bytes: [1, 2, 3])),
            ]
        )
        _ = try one.save([edit], in: space.id)
        try one.seal(space.id, with: birch.key)
        let old = try space.replica(schema: TestSchema.empty)
        try old.ingest(one.allSegments(of: space.id), of: space.id)
        #expect(try old.allSegments(of: space.id) == one.allSegments(of: space.id))
        #expect(try old.states(of: space.id) == one.states(of: space.id))
        #expect(try old.records(matching: RecordQuery(), in: space.id).records == [])
        try two.ingest(old.allSegments(of: space.id), of: space.id)
        #expect(
            try two.record(TestSchema.key(1), in: space.id) == one.record(TestSchema.key(1), in: space.id)
        )
    }
}
