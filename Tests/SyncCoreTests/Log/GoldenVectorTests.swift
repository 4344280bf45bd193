import Foundation
import SwiftProtobuf
import TestSupport
import Testing

@testable import SyncCore

/// The format as bytes: what is written today must be what was written when the files were made.
struct GoldenVectorTests {
    private static let names = [
        "keys", "values", "segments", "leaves", "states", "control", "messages", "bundles",
    ]

    /// To add the files of a new format version: `FALTBILD_ADD_VECTORS=<folder> swift test --filter
    /// GoldenVector`.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["FALTBILD_ADD_VECTORS"] != nil))
    func `the files are added where there are none`() throws {
        let folder = try #require(ProcessInfo.processInfo.environment["FALTBILD_ADD_VECTORS"])
        for (name, entries) in try GoldenVectors().files() {
            try GoldenFiles.add(entries, as: name, to: URL(fileURLWithPath: folder))
        }
    }

    @Test(arguments: names)
    func `every byte of the format is what it was`(name: String) throws {
        let expected = try GoldenFiles.read(name)
        let found = try #require(GoldenVectors().files()[name])
        #expect(found.count == expected.count)
        for (index, (found, expected)) in zip(found, expected).enumerated() {
            #expect(found.keys.sorted() == expected.keys.sorted(), "\(name) \(index)")
            for key in expected.keys where !GoldenVectors.notCompared.contains(key) {
                #expect(found[key] == expected[key], "\(name) \(index): \(key)")
            }
        }
    }

    @Test func `signing the same bytes twice gives the same signature`() throws {
        let log = try SampleLog()
        let changes = [SampleLog.change(of: 1, to: .bool(true))]
        #expect(try log.segment(of: changes).signature == log.segment(of: changes).signature)
    }

    @Test func `the stored segments verify, open and merge to the stored states in any order`() throws {
        let keys = try GoldenFiles.read("keys")
        let trusted = try #require(
            [UInt8](hexadecimal: keys[0]["public"] ?? "").flatMap { PublicKey(bytes: $0) }
        )
        let segments = try GoldenFiles.read("segments").map { entry in
            try Segment(decoding: #require([UInt8](hexadecimal: entry["segment"] ?? "")))
        }
        let writers = try self.writers(of: segments, trusting: trusted)
        var changes: [(MergeableChange, Writer)] = []
        for segment in segments {
            let writer = try #require(writers[segment.header.log])
            try segment.verifySignature(by: writer.key)
            for (offset, leaf) in try segment.leaves().enumerated() {
                let number = segment.header.first + UInt64(offset)
                changes.append((try leaf.change(in: segment.header.log, number: number), writer.writer))
            }
        }
        let expected = try GoldenFiles.read("states").compactMap { $0["stored"] }
        for seed in UInt64(0)..<20 {
            var generator = SeededGenerator(seed: seed)
            var states: [RecordKey: RecordState] = [:]
            for (change, writer) in changes.shuffled(using: &generator) {
                states[change.record, default: RecordState()].merge(change, by: writer)
            }
            let stored = states.sorted { $0.key < $1.key }.map { $0.value.storedBytes.hexadecimal }
            #expect(stored == expected, "seed \(seed)")
        }
    }

    @Test func `the stored bundles are read to their ends, part by part`() throws {
        let folder = try TestFolder()
        let expected = try GoldenFiles.read("segments").compactMap { $0["id"] }
        for entry in try GoldenFiles.read("bundles") {
            let bytes = try #require([UInt8](hexadecimal: entry["bundle"] ?? ""))
            try Data(bytes).write(to: URL(filePath: folder.file("bundle")))
            let words = entry["passphrase"].flatMap { $0.isEmpty ? nil : $0 }
            var locksmith = BundleLocksmith(try words.map { try BundlePassphrase($0) })
            var reader = try BundleReader(at: folder.file("bundle"), with: &locksmith)
            var segments: [String] = []
            var photo: [UInt8] = []
            reading: while true {
                switch try reader.next() {
                case .segment(let segment): segments.append(segment.id.description)
                case .blob(let piece): photo += piece.content
                case .end: break reading
                case .manifest, .unreadable: Issue.record("not a part of this bundle")
                }
            }
            #expect(segments == expected)
            #expect(photo == GoldenBundle.photo)
        }
    }

    private func writers(
        of segments: [Segment],
        trusting key: PublicKey
    ) throws -> [LogID: (key: PublicKey, writer: Writer)] {
        var writers: [LogID: (key: PublicKey, writer: Writer)] = [:]
        for segment in segments {
            guard let opening = segment.header.opening else { continue }
            let writer = try opening.writer(in: segment.header.space, trusting: [key])
            writers[segment.header.log] = (opening.publicKey, writer)
        }
        return writers
    }

    @Test func `every construct of the format occurs in the files`() throws {
        let story = try GoldenStory()
        let changes = try story.segments.flatMap { segment in
            try segment.leaves().map { try $0.change(in: segment.header.log, number: 1) }
        }
        let writes = changes.flatMap(\.writes)
        #expect(writes.contains { $0.isResolution && $0.superseded.count > 1 })
        #expect(writes.contains { $0.contents.isEmpty && !$0.superseded.isEmpty })
        #expect(writes.contains { $0.contents.count > 1 && $0.superseded.count == 1 && !$0.isResolution })
        #expect(writes.contains { $0.contents == [.value([0])] })
        #expect(writes.filter { $0.field == .withdrawal }.count == 3)
        #expect(writes.contains { $0.field.rawValue >= Limits.firstReviewField })
        #expect(Set(changes.map(\.record.kind.rawValue)) == [1, 2, 17, 70_000])
        #expect(story.states[GoldenStory.unknownRecord]?.awaited.count == 1)
        #expect(story.recorder.segments.count == 2)
    }
}
