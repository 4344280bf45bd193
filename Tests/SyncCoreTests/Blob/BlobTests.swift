import Foundation
import TestSupport
import Testing

@testable import SyncCore

/// Photos beside the store: which are kept, which are asked for, and what is left of them.
struct BlobTests {
    private static let photo = Array("kanariefågel på bild".utf8)
    private static let id = BlobID(of: photo)

    private let space: TestSpace
    private let member: TestMember
    private let folder: TestFolder
    private let server: Replica
    private let laptop: Replica

    init() throws {
        space = try TestSpace(seed: 91)
        member = try space.member("Björk")
        folder = try TestFolder()
        server = try space.server(at: .file(folder.file("server.sqlite")))
        laptop = try space.laptop(member, at: .file(folder.file("laptop.sqlite")))
    }

    private func savePhoto(_ bytes: [UInt8] = photo, of number: UInt64 = 1) throws {
        _ = try laptop.save([.photo(bytes, of: number)], in: space.id, with: [bytes])
    }

    private func carrier() throws -> Segment {
        try #require(try server.allSegments(of: space.id).first { $0.header.log == member.log(in: space) })
    }

    private func redact(_ restated: Value? = nil) throws {
        let segment = try carrier().id
        var edits = [Redaction(segment: segment, numbers: 1...1, ground: "OSL 21:1").edit]
        if let restated {
            let restatement = Restatement(
                segment: segment,
                number: 1,
                position: 0,
                value: restated.canonicalBytes
            )
            edits.append(Restatement.edit([restatement], of: segment))
        }
        try space.write(edits, on: server)
    }

    /// The files below the folder in which the bytes stand.
    private func files(with bytes: some Sequence<UInt8>) throws -> [String] {
        let sought = Data(bytes)
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        return names.filter { name in
            FileManager.default.contents(atPath: folder.file(name))?.range(of: sought) != nil
        }
    }

    @Test func `a photo is saved with the record that names it, and is read again`() throws {
        try savePhoto()
        #expect(try laptop.holdsBlob(Self.id, in: space.id))
        #expect(try laptop.readBlob(Self.id, in: space.id) == Self.photo)
        #expect(try laptop.readBlob(Self.id, in: space.id, from: 4, count: 3) == Array(Self.photo[4..<7]))
        #expect(try laptop.readBlob(Self.id, in: space.id, from: 900) == [])
        let counts = try laptop.blobCounts(of: space.id)
        #expect((counts.named, counts.held, counts.unsent, counts.missing) == (1, 1, 1, 0))
        #expect(try laptop.check().problems == [])
    }

    @Test func `a photo that no record names is not kept, and nothing is saved with it`() throws {
        #expect(throws: StoreError.blobNotNamed(Self.id)) {
            try laptop.save([.title("utan bild", of: 1)], in: space.id, with: [Self.photo])
        }
        #expect(try laptop.record(TestSchema.key(1), in: space.id) == nil)
        #expect(throws: StoreError.blobNotNamed(Self.id)) { try laptop.takeBlob(Self.photo, in: space.id) }
        #expect(throws: StoreError.blobNotNamed(Self.id)) {
            try laptop.beginBlob(Self.id, length: 3, in: space.id, from: "a")
        }
        #expect(try files(with: Self.photo) == [])
    }

    @Test func `a photo that is too large is refused`() throws {
        let bytes = [UInt8](repeating: 7, count: Limits.blobBytes + 1)
        #expect(throws: StoreError.blobTooLarge) { try savePhoto(bytes) }
        #expect(try laptop.record(TestSchema.key(1), in: space.id) == nil)
    }

    @Test func `the server lacks what records name until it is brought, in whatever parts`() throws {
        try savePhoto()
        try savePhoto([1, 2, 3], of: 2)
        try laptop.push(to: server, of: space.id, with: member.key)
        #expect(try server.missingBlobs(of: space.id) == [Self.id, BlobID(of: [1, 2, 3])].sorted())
        #expect(try server.head(of: space.id)?.lackingBlobs == 2)
        #expect(try server.missingBlobs(of: space.id, limit: 1).count == 1)
        let first = try server.missingBlobs(of: space.id, limit: 1)[0]
        #expect(try server.missingBlobs(of: space.id, after: first).count == 1)
        #expect(try server.missingBlobs(of: space.id, namedBy: [member.log(in: space)]).count == 2)
        #expect(try server.missingBlobs(of: space.id, namedBy: []) == [])

        let length = Self.photo.count
        var partial = try server.beginBlob(Self.id, length: length, in: space.id, from: "a")
        try partial.append(Array(Self.photo[..<5]))
        #expect(throws: StoreError.blobDiffers(Self.id)) { try server.finish(partial) }
        partial = try server.beginBlob(Self.id, length: length, in: space.id, from: "a")
        #expect(partial.count == 0)
        try partial.append(Array(Self.photo[..<5]))
        partial = try server.beginBlob(Self.id, length: length, in: space.id, from: "a")
        #expect(partial.count == 5)
        #expect(throws: StoreError.blobDiffers(Self.id)) { try partial.append(Self.photo) }
        try partial.append(Array(Self.photo[5...]))
        try server.finish(partial)
        #expect(try server.readBlob(Self.id, in: space.id) == Self.photo)
        #expect(try server.missingBlobs(of: space.id) == [BlobID(of: [1, 2, 3])])
        try server.takeBlob([1, 2, 3], in: space.id)
        #expect(try server.head(of: space.id)?.lackingBlobs == 0)
    }

    @Test func `a redacted photo is in no file of any replica, and nobody can bring it again`() throws {
        try savePhoto()
        try laptop.push(to: server, of: space.id, with: member.key)
        let partial = try server.beginBlob(
            Self.id,
            length: Self.photo.count,
            in: space.id,
            from: "another"
        )
        try partial.append(Self.photo)
        try server.takeBlob(Self.photo, in: space.id)
        try redact()
        try laptop.pull(from: server, of: space.id)
        #expect(try files(with: Self.photo) == [])
        #expect(try files(with: Self.id.bytes) == [])
        for replica in [server, laptop] {
            #expect(throws: StoreError.blobNotNamed(Self.id)) {
                try replica.takeBlob(Self.photo, in: space.id)
            }
            #expect(try replica.blobCounts(of: space.id).named == 0)
            #expect(try replica.check().problems == [])
        }
        let whole = try laptop.allSegments(of: space.id)
        try server.ingest(whole, of: space.id)
        #expect(try server.missingBlobs(of: space.id) == [])
    }

    @Test func `a photo that another record names too, or that is restated, stays when one goes`() throws {
        try savePhoto()
        try laptop.seal(space.id, with: member.key)
        try savePhoto(of: 2)
        try laptop.push(to: server, of: space.id, with: member.key)
        try server.takeBlob(Self.photo, in: space.id)
        try redact()
        #expect(try server.readBlob(Self.id, in: space.id) == Self.photo)

        let other = try BlobTests()
        try other.savePhoto()
        try other.laptop.push(to: other.server, of: other.space.id, with: other.member.key)
        try other.server.takeBlob(Self.photo, in: other.space.id)
        try other.redact(RecordEdit.photoValue(Self.photo))
        try other.laptop.pull(from: other.server, of: other.space.id)
        for replica in [other.server, other.laptop] {
            #expect(try replica.readBlob(Self.id, in: other.space.id) == Self.photo)
        }
    }

    @Test func `a photo that is removed from its record stays, as its history does`() throws {
        try savePhoto()
        let value = RecordEdit.photoValue(Self.photo)
        _ = try laptop.save(
            [RecordEdit(record: TestSchema.key(1), edits: [.remove(TestSchema.photos, [value])])],
            in: space.id
        )
        try laptop.seal(space.id, with: member.key)
        _ = try laptop.rebuild()
        #expect(try laptop.readBlob(Self.id, in: space.id) == Self.photo)
    }

    @Test func `an erasure that was cut short before its files went is completed at the next start`() throws {
        try savePhoto()
        try laptop.push(to: server, of: space.id, with: member.key)
        try redact()
        // The program ended between the commit and the files.
        let batch = try IncomingBatch(
            space: space.id,
            segments: server.allSegments(of: space.id),
            placement: .none
        )
        var verifier = try laptop.file.read { try $0.verifier(for: batch) }
        let verdicts = verifier.verify(batch.segments)
        var generator = SeededGenerator(seed: 1)
        try laptop.file.write { storage in
            var ingest = Ingest(in: storage, now: 1)
            _ = try ingest.take(batch, verdicts: verdicts)
            try ingest.finish(using: &generator)
        }
        #expect(try !files(with: Self.photo).isEmpty)
        let again = try space.replica(at: .file(folder.file("laptop.sqlite")))
        #expect(try files(with: Self.photo) == [])
        #expect(try again.blobCounts(of: space.id).named == 0)
    }

    @Test func `a lost or damaged file is found, and the server lacks it again`() throws {
        try savePhoto()
        try savePhoto([1, 2, 3], of: 2)
        try laptop.push(to: server, of: space.id, with: member.key)
        for bytes in [Self.photo, [1, 2, 3]] { try server.takeBlob(bytes, in: space.id) }
        let files = try #require(server.blobs)
        try files.remove(Self.id, in: space.id)
        try files.write([4, 4], as: BlobID(of: [1, 2, 3]), in: space.id)
        #expect(try Set(server.check().problems).count == 2)
        #expect(try server.reviewBlobs() == 1)
        #expect(try server.missingBlobs(of: space.id) == [Self.id])
        #expect(try server.reviewBlobs(readingAll: true) == 1)
        #expect(try server.missingBlobs(of: space.id).count == 2)
        #expect(try server.check().problems == [])
        #expect(throws: StoreError.blobNotHeld(Self.id)) { try server.readBlob(Self.id, in: space.id) }
        try server.takeBlob(Self.photo, in: space.id)
        #expect(try server.reviewBlobs() == 0)
    }

    @Test func `what is safe on the server is known until its numbering is another`() throws {
        try savePhoto()
        try laptop.push(to: server, of: space.id, with: member.key)
        try laptop.pull(from: server, of: space.id)
        let generation = try #require(try server.stream(of: space.id)).generation
        try laptop.keepBlobsSafe(in: generation, but: [Self.id], of: space.id)
        #expect(try laptop.blobCounts(of: space.id).unsent == 1)
        try laptop.keepBlobsSafe(in: generation, but: [], of: space.id)
        #expect(try laptop.blobCounts(of: space.id).unsent == 0)
        try laptop.follow(Generation(high: 9, low: 9), of: space.id)
        #expect(try laptop.blobCounts(of: space.id).unsent == 1)
    }

    @Test func `a photo of one space is not in another, and goes when its space is left`() throws {
        let other = try TestSpace(seed: 92)
        try laptop.addSpace(other.id, name: "hv-city", trusting: [other.serverKey.publicKey])
        try laptop.startLog(other.member("Lönn").opening, in: other.id)
        try savePhoto()
        #expect(try !laptop.holdsBlob(Self.id, in: other.id))
        #expect(throws: StoreError.blobNotHeld(Self.id)) { try laptop.readBlob(Self.id, in: other.id) }
        #expect(throws: StoreError.blobNotNamed(Self.id)) { try laptop.takeBlob(Self.photo, in: other.id) }
        try laptop.leave(space.id)
        #expect(try files(with: Self.photo) == [])
    }
}
