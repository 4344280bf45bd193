import FoundationEssentials
import SwiftProtobuf
import TestSupport
import Testing

@testable import SyncCore
@testable import SyncServer

/// A server that holds segments with payloads missing asks for them until somebody brings them.
struct HoleFillingTests {
    /// The segment without any payload, as one carries it who has a redaction that the server does not have.
    private func hollow(_ segment: Segment) throws -> Segment {
        var body = WireSegmentBody()
        body.leaves = try segment.leaves().map { Data(try $0.redacted().bytes) }
        return try Segment(
            headerBytes: segment.headerBytes,
            signature: segment.signature,
            body: Zstd.compress(body.serializedBytes())
        )
    }

    /// An author with a sealed record, another member, and a server that has the author's segment hollow: it
    /// came by another way than the author's, on a stick, say.
    private func withHole(
        _ body: (_ author: Laptop, _ reader: Laptop, _ server: Replica, _ whole: Segment) async throws -> Void
    ) async throws {
        try await withServer { server in
            let author = try await Laptop("Räv", with: server)
            let reader = try await Laptop("Örn", with: server)
            try author.record("helt", in: 1)
            try author.seal()
            let whole = try #require(try author.replica.allSegments(of: author.space).last)
            let replica = server.administration.host.replica
            let batch = IncomingBatch(space: author.space, segments: [try hollow(whole)], placement: .number)
            #expect(try replica.ingest([batch]) == [[.incomplete]])
            #expect(try replica.head(of: author.space)?.incompleteSegments == 1)
            try await body(author, reader, replica, whole)
        }
    }

    @Test func `a hole is filled by whoever holds the segment whole, and nobody is asked again`() async throws
    {
        try await withHole { author, reader, server, whole in
            try reader.replica.ingest([whole], of: author.space)
            for _ in 0..<2 { #expect(await reader.sync().isComplete) }
            #expect(try server.head(of: author.space)?.incompleteSegments == 0)
            #expect(try server.digest(of: author.space) == reader.digest)
            #expect(try server.check().problems == [])
            #expect(await author.sync().isComplete)
            #expect(try author.digest == reader.digest)
        }
    }

    @Test func `a hole that nobody can fill costs one request a sync and stays`() async throws {
        try await withHole { author, reader, server, _ in
            for _ in 0..<2 { #expect(await reader.sync().problems.isEmpty) }
            let before = reader.transport.requests
            let report = await reader.sync()
            #expect(report.sent == 0 && report.problems.isEmpty, "\(report)")
            #expect(reader.transport.requests - before == 2)
            let left = try server.head(of: author.space)?.incompleteSegments
            #expect(left == 1)
        }
    }
}
