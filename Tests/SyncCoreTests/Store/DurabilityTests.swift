import Foundation
import TestSupport
import Testing

@testable import SyncCore

struct DurabilityTests {
    private let folder: TestFolder
    private let path: String
    private let space: TestSpace
    private let member: TestMember

    init() throws {
        folder = try TestFolder()
        path = folder.file("store.sqlite")
        space = try TestSpace(seed: 91)
        member = try space.member("Björk")
    }

    /// What a power cut leaves: the files as they lie on the disk while the store is open.
    private func remains(_ name: String) throws -> String {
        let copy = folder.file(name)
        for suffix in ["", "-wal", "-witness"] where FileManager.default.fileExists(atPath: path + suffix) {
            try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
        }
        return copy
    }

    @Test func `what lies on the disk after each step has every saved change once`() throws {
        let laptop = try space.laptop(member, at: .file(path))
        for number in 1...12 as ClosedRange<UInt64> {
            _ = try laptop.save([.title("post \(number)", of: number)], in: space.id)
            if number.isMultiple(of: 5) { try laptop.seal(space.id, with: member.key) }
            let copy = try Replica(at: .file(remains("step\(number).sqlite")), schema: TestSchema.notes)
            #expect(try copy.digest(of: space.id) == laptop.digest(of: space.id), "step \(number)")
            let report = try copy.check()
            #expect(report.problems == [], "step \(number)")
            #expect(report.spaces.first?.changes == Int(number), "step \(number)")
        }
    }

    @Test func `a restored copy goes on, and meets what it had written since`() throws {
        let laptop = try space.laptop(member, at: .file(path))
        _ = try laptop.save([.title("före kopian", of: 1)], in: space.id)
        try laptop.seal(space.id, with: member.key)
        let restored = try Replica(at: .file(remains("backup.sqlite")), schema: TestSchema.notes)
        _ = try laptop.save([.title("efter kopian", of: 2)], in: space.id)
        try laptop.seal(space.id, with: member.key)

        _ = try restored.save([.title("på den återställda", of: 3)], in: space.id)
        try restored.ingest(laptop.allSegments(of: space.id), of: space.id)
        #expect(try restored.spaces().first?.leftLogs == 1)
        try restored.seal(space.id, with: member.key)
        try laptop.ingest(restored.allSegments(of: space.id), of: space.id)
        #expect(try restored.digest(of: space.id) == laptop.digest(of: space.id))
        for number in 1...3 as ClosedRange<UInt64> {
            #expect(try laptop.record(TestSchema.key(number), in: space.id) != nil)
        }
    }

    @Test func `saves from many threads are numbered without a gap`() throws {
        let laptop = try space.laptop(member, at: .file(path))
        let threads = 8
        let saves = 20
        DispatchQueue.concurrentPerform(iterations: threads) { thread in
            for save in 0..<saves {
                let number = UInt64(thread * saves + save)
                #expect(throws: Never.self) {
                    try laptop.save([.title("tråd \(thread)", of: number)], in: space.id)
                }
            }
        }
        try laptop.seal(space.id, with: member.key)
        let segments = try laptop.allSegments(of: space.id)
        #expect(segments.map(\.header.count).reduce(0, +) == threads * saves)
        #expect(try laptop.check().problems == [])
    }

    @Test func `pushes of many threads are each numbered once`() throws {
        let server = try space.server(at: .file(path))
        let segments = try (0..<8).map { index in
            let writer = try space.member("person \(index)")
            let laptop = try space.laptop(writer)
            _ = try laptop.save([.title("från \(index)", of: UInt64(index))], in: space.id)
            try laptop.seal(space.id, with: writer.key)
            return try laptop.allSegments(of: space.id)
        }
        DispatchQueue.concurrentPerform(iterations: 24) { turn in
            let batch = IncomingBatch(space: space.id, segments: segments[turn % 8], placement: .number)
            #expect(throws: Never.self) { try server.ingest([batch]) }
        }
        #expect(try server.stream(of: space.id)?.position == 8)
        #expect(try server.check().problems == [])
    }
}
