import Foundation
import TestSupport
import Testing

@testable import SyncCore

/// Photos that travel in a bundle.
struct BundlePhotoTests {
    private let space: TestSpace
    private let folder: TestFolder
    private let author: Replica
    private let reader: Replica
    private let maker: BundleEngine
    private let taker: BundleEngine
    private let member: TestMember

    init() throws {
        space = try TestSpace(seed: 93)
        folder = try TestFolder()
        member = try space.member("Björk")
        let other = try space.member("Rönn")
        author = try space.laptop(member, at: .file(folder.file("author.sqlite")))
        reader = try space.laptop(other, at: .file(folder.file("reader.sqlite")))
        let keys = [MemoryKeys(), MemoryKeys()]
        try keys[0].keep([space.id: member.key])
        try keys[1].keep([space.id: other.key])
        maker = BundleEngine(replica: author, keys: keys[0])
        taker = BundleEngine(replica: reader, keys: keys[1])
    }

    private func photo(_ number: UInt64, bytes: Int) -> [UInt8] {
        var generator = SeededGenerator(seed: number)
        return generator.bytes(bytes)
    }

    private func add(_ photo: [UInt8], to number: UInt64) throws {
        _ = try author.save([.photo(photo, of: number)], in: space.id, with: [photo])
    }

    @Test func `photos go with a bundle on request only, whatever their size`() async throws {
        let photos = [photo(1, bytes: 10), photo(2, bytes: 2 * Limits.fetchedBlobBytes + 5)]
        for (index, bytes) in photos.enumerated() { try add(bytes, to: UInt64(index)) }
        let path = folder.file("a.bundle")
        let without = try await maker.export([space.id], to: path, passphrase: nil)
        #expect(without.blobs == 0)
        var report = try await taker.import(from: path, passphrase: nil)
        #expect(report.spaces.map(\.blobs) == [0])
        #expect(try reader.missingBlobs(of: space.id).count == 2)
        let passphrase = try BundlePassphrase.sample()
        let with = try await maker.export(
            [space.id],
            to: path,
            replacing: true,
            withPhotos: true,
            passphrase: passphrase
        )
        #expect(with.blobs == 2)
        report = try await taker.import(from: path, passphrase: passphrase)
        #expect(report.spaces.map(\.blobs) == [2])
        #expect(report.fault == nil)
        for bytes in photos { #expect(try reader.readBlob(BlobID(of: bytes), in: space.id) == bytes) }
        report = try await taker.import(from: path, passphrase: passphrase)
        #expect(report.spaces.map(\.blobs) == [0])
        #expect(try reader.check().problems == [])
    }

    @Test func `a bundle that is cut inside a photo gives what came before, and the rest comes later`()
        async throws
    {
        let photos = [photo(3, bytes: 900), photo(4, bytes: 2 * Limits.fetchedBlobBytes)]
        for (index, bytes) in photos.enumerated() { try add(bytes, to: UInt64(index)) }
        let path = folder.file("a.bundle")
        try await maker.export([space.id], to: path, withPhotos: true, passphrase: nil)
        let whole = try Data(contentsOf: URL(filePath: path))
        for count in [whole.count - 40, whole.count / 2, whole.count - 900_000] {
            try whole.prefix(count).write(to: URL(filePath: path))
            let report = try await taker.import(from: path, passphrase: nil)
            #expect(report.fault == .cut)
            #expect(try reader.check().problems == [])
        }
        try whole.write(to: URL(filePath: path))
        #expect(try await taker.import(from: path, passphrase: nil).fault == nil)
        #expect(try reader.missingBlobs(of: space.id) == [])
        for bytes in photos { #expect(try reader.readBlob(BlobID(of: bytes), in: space.id) == bytes) }
    }

    @Test func `a photo in an old bundle that was erased since does not come back`() async throws {
        let bytes = photo(5, bytes: 5_000)
        try add(bytes, to: 1)
        let path = folder.file("old.bundle")
        try await maker.export([space.id], to: path, withPhotos: true, passphrase: nil)
        let server = try space.server(at: .file(folder.file("server.sqlite")))
        try author.push(to: server, of: space.id, with: member.key)
        let segment = try #require(try author.allSegments(of: space.id).first)
        try space.write([Redaction(segment: segment.id, numbers: 1...1, ground: "OSL 21:1").edit], on: server)
        try reader.pull(from: server, of: space.id)
        let report = try await taker.import(from: path, passphrase: nil)
        #expect(report.spaces.map(\.blobs) == [0])
        #expect(report.fault == nil)
        #expect(try reader.blobCounts(of: space.id).named == 0)
        #expect(reader.blobs?.size(of: BlobID(of: bytes), in: space.id) == nil)
    }
}
