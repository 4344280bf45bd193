import TestSupport
import Testing

@testable import SyncCore
@testable import SyncServer

/// Photos between laptops and a real server, with what can go wrong on the way.
struct PhotoSyncTests {
    private let folder = Result { try TestFolder() }

    private func photo(_ number: UInt64, bytes: Int = 700_000) -> [UInt8] {
        var generator = SeededGenerator(seed: number)
        return generator.bytes(bytes)
    }

    private func laptop(
        _ name: String,
        with server: TestServer,
        fault: @escaping @Sendable (Int) -> FlakyTransport.Fault? = { _ in nil }
    ) async throws -> Laptop {
        try await Laptop(name, with: server, at: .file(folder.get().file("\(name).sqlite")), fault: fault)
    }

    @Test func `a photo reaches the server, then whoever asks for it, and no sync asks again`() async throws {
        try await withServer { server in
            let first = try await laptop("rav", with: server)
            let second = try await laptop("orn", with: server)
            let bytes = photo(1, bytes: 2_500_000)
            try first.add(bytes, to: 1)
            let report = await first.sync()
            #expect(report.isComplete && report.sentBlobs == 1, "\(report)")
            let before = first.transport.requests
            #expect(await first.sync().sentBlobs == 0)
            #expect(first.transport.requests - before == 1)

            #expect(await second.sync().isComplete)
            let id = BlobID(of: bytes)
            #expect(try second.replica.place(of: id, in: second.space) == .elsewhere)
            try await second.engine.fetchBlob(id, of: second.space)
            #expect(try second.replica.readBlob(id, in: second.space) == bytes)
            #expect(try second.replica.place(of: id, in: second.space) == .hereAndOnServer)
        }
    }

    @Test func `whatever is lost on the way, every photo arrives, and is sent on from where it ended`()
        async throws
    {
        for seed in UInt64(1)...6 {
            try await withServer { server in
                let faults: @Sendable (Int) -> FlakyTransport.Fault? = { request in
                    var generator = SeededGenerator(seed: seed &* 1_000 &+ UInt64(request))
                    guard request <= 40, generator.chance(40) else { return nil }
                    let faults: [FlakyTransport.Fault] = [
                        .loseRequest, .loseAnswer, .unavailable, .cutAnswer(after: 10), .cancel(after: 10),
                    ]
                    return faults.randomElement(using: &generator)
                }
                let first = try await laptop("rav\(seed)", with: server, fault: faults)
                for number in UInt64(0)..<5 { try first.add(photo(seed * 10 + number), to: number) }
                var report = await first.sync()
                for _ in 0..<12 where !report.isComplete { report = await first.sync() }
                #expect(report.isComplete, "seed \(seed): \(report)")
                let server = server.administration.host.replica
                #expect(try server.blobCounts(of: first.space).held == 5)
                #expect(try server.check().problems == [])
                for number in UInt64(0)..<5 {
                    let bytes = photo(seed * 10 + number)
                    #expect(try server.readBlob(BlobID(of: bytes), in: first.space) == bytes)
                }
            }
        }
    }

    @Test func `a photo that the server lost is brought by whichever laptop holds it`() async throws {
        try await withServer { server in
            let author = try await laptop("rav", with: server)
            let other = try await laptop("orn", with: server)
            let bytes = photo(2)
            let id = BlobID(of: bytes)
            try author.add(bytes, to: 1)
            #expect(await author.sync().isComplete)
            #expect(await other.sync().isComplete)
            try await other.engine.fetchBlob(id, of: other.space)
            let replica = server.administration.host.replica
            try #require(replica.blobs).remove(id, in: other.space)
            try replica.reviewBlobs()
            let report = await other.sync()
            #expect(report.sentBlobs == 1 && report.isComplete, "\(report)")
            #expect(try replica.readBlob(id, in: other.space) == bytes)
        }
    }

    @Test func `a photo whose file was damaged here is not taken, and the rest is`() async throws {
        try await withServer { server in
            let author = try await laptop("rav", with: server)
            let (sound, damaged) = (photo(3), photo(4))
            try author.add(sound, to: 1)
            try author.add(damaged, to: 2)
            let files = try #require(author.replica.blobs)
            try files.write(photo(5), as: BlobID(of: damaged), in: author.space)
            let report = await author.sync()
            #expect(report.sentBlobs == 1)
            #expect(report.unsentBlobs == 1)
            #expect(report.unsentChanges == 0)
            guard case .blobNotTaken(BlobID(of: damaged), let problem)? = report.problems.first else {
                Issue.record("\(report)")
                return
            }
            #expect(problem.code == .contentDiffers)
            #expect(try server.administration.host.replica.holdsBlob(BlobID(of: sound), in: author.space))
        }
    }

    @Test func `a photo that was erased before it came is not asked for, and not taken`() async throws {
        try await withServer { server in
            let author = try await laptop("rav", with: server)
            let bytes = photo(6)
            let id = BlobID(of: bytes)
            try author.add(bytes, to: 1)
            // The records are pushed, and the connection ends before the photo.
            let pushing = FlakyTransport(over: server.transport) { $0 > 6 ? .loseRequest : nil }
            let engine = SyncEngine(
                replica: author.replica,
                keys: author.keys,
                transport: pushing,
                surroundings: server.clock.surroundings,
                pause: { _ in }
            )
            _ = await engine.sync(author.space)
            let replica = server.administration.host.replica
            try #require(try replica.missingBlobs(of: author.space) == [id])
            try server.redactEverything(in: author.space)
            let report = await author.sync()
            #expect(report.sentBlobs == 0 && report.unsentBlobs == 0, "\(report)")
            #expect(try !author.replica.holdsBlob(id, in: author.space))
            #expect(author.replica.blobs?.size(of: id, in: author.space) == nil)
        }
    }

    @Test func `a fetch that is cut short goes on from what has arrived`() async throws {
        try await withServer { server in
            let author = try await laptop("rav", with: server)
            let bytes = photo(7, bytes: 3 * Limits.fetchedBlobBytes + 17)
            let id = BlobID(of: bytes)
            try author.add(bytes, to: 1)
            #expect(await author.sync().isComplete)
            let reader = try await laptop("orn", with: server)
            #expect(await reader.sync().isComplete)
            let cut = FlakyTransport(over: server.transport) { $0 == 5 ? .loseAnswer : nil }
            let engine = SyncEngine(
                replica: reader.replica,
                keys: reader.keys,
                transport: cut,
                surroundings: server.clock.surroundings
            )
            await #expect(throws: SyncProblem.self) { try await engine.fetchBlob(id, of: reader.space) }
            let partial = try #require(try reader.replica.partialBlob(id, in: reader.space, from: "fetch"))
            #expect(partial.count == 2 * Limits.fetchedBlobBytes)
            let before = cut.requests
            try await engine.fetchBlob(id, of: reader.space)
            #expect(cut.requests - before == 2)
            #expect(try reader.replica.readBlob(id, in: reader.space) == bytes)
        }
    }

    @Test func `a laptop whose membership has ended still brings the photos of what it wrote`() async throws {
        try await withServer { server in
            let leaver = try await laptop("rav", with: server)
            #expect(await leaver.sync().isComplete)
            let bytes = photo(8)
            try leaver.add(bytes, to: 1)
            _ = try server.administration.revoke("rav", space: "hv-shared")
            let report = await leaver.sync()
            #expect(report.sentBlobs == 1 && report.unsentBlobs == 0, "\(report)")
            let replica = server.administration.host.replica
            #expect(try replica.readBlob(BlobID(of: bytes), in: leaver.space) == bytes)
            await #expect(throws: SyncProblem.self) {
                try await leaver.engine.fetchBlob(BlobID(of: [1]), of: leaver.space)
            }
        }
    }
}

extension Laptop {
    fileprivate func add(_ photo: [UInt8], to number: UInt64) throws {
        _ = try replica.save([.photo(photo, of: number)], in: space, with: [photo])
    }
}

extension TestServer {
    /// Erases every value of every record.
    fileprivate func redactEverything(in space: SpaceID) throws {
        let host = administration.host
        let hosted = try #require(try host.database.space(space))
        let placed = try host.replica.changes(of: [TestSchema.key(1)], in: space)
        let choices = placed.map { RedactionChoice($0, extent: .all) }
        _ = try host.controlLog.redact(choices, ground: "OSL 21:1", in: hosted)
        try host.controlLog.finishRedacting(in: hosted)
    }
}
