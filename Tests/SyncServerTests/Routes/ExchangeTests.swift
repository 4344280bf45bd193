import SyncCore
import Testing

@testable import SyncServer

@Suite struct ExchangeTests {
    @Test func `two laptops and the server agree after a push and a pull`() async throws {
        try await withServer { server in
            var first = try await server.device("falk-07", in: ["hv-shared"])
            var second = try await server.device("uggla-02", in: ["hv-shared"])
            try await first.openSession("hv-shared")
            try await second.openSession("hv-shared")
            try first.record("Trasig belysning vid Hässelby torg", id: 1)
            try second.record("Skräp på Bräckefaret", id: 2)
            try await first.pushAll()
            try await second.pushAll()
            let head = try await first.pullAll()
            try await second.pullAll()

            let space = try first.membership("hv-shared").space
            #expect(try first.replica.digest(of: space) == head.head.digest)
            #expect(try second.replica.digest(of: space) == head.head.digest)
            #expect(head.head.digest != .zero)
        }
    }

    @Test func `a segment that is pushed twice gets the same receipt and one number`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            try device.record("en gång")
            let segments = try device.unsent()
            let first = try await device.pushAll()
            let again = try device.answers(in: try await device.push(segments))
            #expect(again.map(\.outcome) == first.map { .stored($0) })
            let head = try await device.pullAll()
            #expect(head.head.stream.position == first[0].stream.position)
        }
    }

    @Test func `a pull goes on after any element`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            for id in 1...4 as ClosedRange<UInt64> { try device.record("nr \(id)", id: id) }
            try await device.pushAll()
            let all = try device.items(in: try await device.pull())
            guard case .head(let head)? = all.last else { throw TestFailure.noHead }
            let generation = head.head.stream.generation
            var chain = ChainHash(seed: generation)
            for (index, item) in all.dropLast().enumerated() {
                guard case .segment(let position, let id, _) = item else { throw TestFailure.noHead }
                chain = chain.extended(by: id)
                let place = StreamPosition(generation: generation, position: position, chain: chain)
                let rest = try device.items(in: try await device.pull(after: place))
                #expect(rest == Array(all.dropFirst(index + 1)))
            }
            #expect(all.count == 7)
        }
    }

    @Test func `a pull leaves out the bytes of the caller's own segments unless it asks for them`()
        async throws
    {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            let ids = try device.record("mitt eget")
            try await device.pushAll()
            let without = try device.items(in: try await device.pull())
            let with = try device.items(in: try await device.pull(parameters: "&own=1"))
            #expect(Self.carried(in: without).isDisjoint(with: ids))
            #expect(Self.carried(in: with).isSuperset(of: ids))
            #expect(without.count == with.count)
        }
    }

    @Test func `a sync with nothing new takes at most 400 bytes each way`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            let head = try await device.pullAll()
            let answer = try await device.pull(after: head.head.stream)
            let fields = answer.head.fields.map { "\($0.name): \($0.value)\r\n".utf8.count }.reduce(0, +)
            let size = "HTTP/1.1 200 OK\r\n\r\n".utf8.count + fields + answer.body.count
            #expect(size <= 400, "\(size) bytes: \(answer.head.fields)")
            #expect(try device.items(in: answer).count == 1)
        }
    }

    @Test func `a laptop that waits is woken by another laptop's push`() async throws {
        try await withServer { server in
            var reader = try await server.device("falk-07", in: ["hv-shared"])
            var writer = try await server.device("uggla-02", in: ["hv-shared"])
            try await reader.openSession("hv-shared")
            try await writer.openSession("hv-shared")
            let head = try await reader.pullAll()
            let waiting = reader
            async let pulled = waiting.pull(after: head.head.stream, wait: 50)
            let ids = try writer.record("nytt")
            try await writer.pushAll()
            let items = try reader.items(in: try await pulled)
            #expect(Self.carried(in: items) == Set(ids))
        }
    }

    @Test func `heads give the vector on request and not otherwise`() async throws {
        try await withServer { server in
            var device = try await server.device("falk-07", in: ["hv-shared"])
            try await device.openSession("hv-shared")
            try device.record("ett")
            try await device.pushAll()
            let space = try device.membership("hv-shared").space
            for (query, hasVector) in [("", false), ("?vector=1", true)] {
                let path = try device.path("hv-shared", "heads\(query)")
                let answer = try await device.get(path, token: device.tokens["hv-shared"])
                let head = try SignedHead(decoding: answer.body)
                try head.verify(signedBy: [try #require(device.serverKey)], space: space)
                #expect(head.vector.heads.isEmpty != hasVector)
            }
        }
    }

    @Test func `a large pull arrives whole, in the order of its numbers`() async throws {
        try await withServer { server in
            var writer = try await server.device("falk-07", in: ["hv-shared"])
            var reader = try await server.device("uggla-02", in: ["hv-shared"])
            try await writer.openSession("hv-shared")
            try await reader.openSession("hv-shared")
            var generator = writer.clock.surroundings.generator
            for id in 1...400 as ClosedRange<UInt64> {
                let noise = (0..<120).map { _ in RecordID.random(using: &generator).description }.joined()
                try writer.record(noise, id: id)
            }
            try await writer.pushAll()
            let head = try await reader.pullAll()
            let items = try reader.items(in: try await reader.pull())
            let positions = items.compactMap { item -> UInt64? in
                if case .segment(let position, _, _) = item { position } else { nil }
            }
            #expect(positions == Array(1...head.head.stream.position))
            #expect(try reader.replica.digest(of: head.head.space) == head.head.digest)
        }
    }

    private static func carried(in items: [PullItem]) -> Set<SegmentID> {
        var ids: Set<SegmentID> = []
        for case .segment(_, let id, _?) in items { ids.insert(id) }
        return ids
    }
}
