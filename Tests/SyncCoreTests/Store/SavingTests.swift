import SwiftProtobuf
import TestSupport
import Testing

@testable import SyncCore

struct SavingTests {
    private let space: TestSpace
    private let member: TestMember
    private let replica: Replica

    init() throws {
        space = try TestSpace(seed: 11)
        member = try space.member("Björk")
        replica = try space.laptop(member)
    }

    @Test func `edits of one record in one call see each other`() throws {
        let names = try replica.save([.title("ett", of: 1), .title("två", of: 1)], in: space.id)
        #expect(names.map(\.number) == [1, 2])
        let title = try replica.record(TestSchema.key(1), in: space.id)?[TestSchema.title]
        #expect(title?.shown == .text("två"))
        #expect(title?.live.count == 1)
    }

    @Test func `every change has a salt of its own, so that an erased value cannot be guessed`() throws {
        for _ in 0..<3 { _ = try replica.save([.title("ett", of: 1), .title("två", of: 1)], in: space.id) }
        try replica.seal(space.id, with: member.key)
        let leaves = try replica.allSegments(of: space.id).flatMap { try $0.leaves() }
        let salts = try leaves.map { [UInt8](try WireLeaf(serializedBytes: $0.bytes).salt) }
        #expect(salts.count == 6)
        #expect(Set(salts).count == 6)
        #expect(salts.allSatisfy { $0.count == 16 })
    }

    @Test func `an edit of what has changed since its author looked is refused, and nothing is saved`()
        throws
    {
        let key = TestSchema.key(1)
        let gravity = RecordEdit(record: key, edits: [.set(TestSchema.gravity, .enumeration(3))])
        let withdrawal = RecordEdit(record: key, edits: [.withdraw])
        _ = try replica.save([.title("ett", of: 1)], in: space.id)
        let seen = try #require(try replica.record(key, in: space.id))
        _ = try replica.save([.title("två", of: 1)], in: space.id)
        let before = try replica.record(key, in: space.id)
        for edit in [.title("tre", of: 1), withdrawal] {
            #expect(throws: StoreError.changedMeanwhile(key)) {
                try replica.save([edit], in: space.id, seenAs: [seen])
            }
        }
        #expect(try replica.record(key, in: space.id) == before)
        // Another field is another matter.
        #expect(try replica.save([gravity], in: space.id, seenAs: [seen]).count == 1)
        let present = try #require(try replica.record(key, in: space.id))
        #expect(try replica.save([withdrawal], in: space.id, seenAs: [present]).count == 1)
    }

    @Test func `an edit that changes nothing gives no change`() throws {
        let tag = RecordEdit(record: TestSchema.key(1), edits: [.add(TestSchema.tags, [.text("ljus")])])
        #expect(try replica.save([tag], in: space.id).count == 1)
        let clock = try replica.file.read { try $0.clock() }
        #expect(try replica.save([tag], in: space.id) == [])
        #expect(try replica.file.read { try $0.clock() } == clock)
    }

    @Test func `a write that the merge would not count is refused`() throws {
        let recorder = try space.member("Rönn", rights: .write)
        let laptop = try space.laptop(recorder)
        let approval = RecordEdit.set(TestSchema.approval, .enumeration(1), of: 1)
        #expect(throws: StoreError.notPermitted(TestSchema.approval, TestSchema.note)) {
            try laptop.save([approval], in: space.id)
        }
        #expect(try replica.save([approval], in: space.id).count == 1)
    }

    @Test func `a text that is not in its one form is refused`() {
        #expect(throws: StoreError.value(.textNotCanonical)) {
            try replica.save([.title(" Råcksta", of: 1)], in: space.id)
        }
        #expect(throws: StoreError.value(.textNotCanonical)) {
            try replica.save([.title("Ra\u{30A}cksta", of: 1)], in: space.id)
        }
    }

    @Test func `without a log of its own a replica saves nothing`() throws {
        let stranger = try space.replica()
        #expect(throws: StoreError.notEnrolled(space.id)) {
            try stranger.save([.title("x", of: 1)], in: space.id)
        }
        let other = SpaceID(high: 1, low: 2)
        #expect(throws: StoreError.unknownSpace(other)) {
            try replica.save([.title("x", of: 1)], in: other)
        }
    }

    @Test func `a log whose certificate nobody trusts is not started`() throws {
        let foreign = try TestSpace(seed: 12)
        let replica = try space.replica()
        let forged = try foreign.member("Björk")
        #expect(throws: StoreError.log(.wrongSpace)) { try replica.startLog(forged.opening, in: space.id) }
    }

    @Test func `the clock goes on where it stood, also when the wall clock goes back`() throws {
        let time = TestSurroundings(seed: 4)
        let laptop = try space.laptop(space.member("Alm"), surroundings: time)
        _ = try laptop.save([.title("först", of: 1)], in: space.id)
        time.advance(by: -86_400_000 * 365)
        _ = try laptop.save([.title("sedan", of: 1)], in: space.id)
        let history = try laptop.history(of: TestSchema.key(1), in: space.id)
        #expect(history.map(\.change.name.number) == [1, 2])
    }

    @Test func `sealing empties the unsealed changes and keeps the states`() throws {
        _ = try replica.save((1...3).map { .title("nummer \($0)", of: $0) }, in: space.id)
        let digest = try replica.digest(of: space.id)
        let sealed = try replica.seal(space.id, with: member.key)
        #expect(sealed.count == 1)
        #expect(try replica.spaces().first?.unsealedChanges == 0)
        #expect(try replica.spaces().first?.unacknowledgedChanges == 3)
        #expect(try replica.digest(of: space.id) == digest)
        #expect(try replica.seal(space.id, with: member.key) == [])
        #expect(try replica.save([.title("nästa", of: 9)], in: space.id).first?.number == 4)
    }

    @Test func `a thousand changes and one more make two segments that follow each other`() throws {
        let edits = (0...UInt64(Limits.segmentChanges)).map { RecordEdit.title("n", of: $0) }
        _ = try replica.save(edits, in: space.id)
        let ids = try replica.seal(space.id, with: member.key)
        let segments = try replica.allSegments(of: space.id)
        #expect(segments.map(\.id) == ids)
        #expect(segments.map(\.header.count) == [Limits.segmentChanges, 1])
        #expect(segments.last?.header.previous == ids.first)
    }

    @Test func `a key that is not the log's seals nothing`() throws {
        _ = try replica.save([.title("x", of: 1)], in: space.id)
        #expect(throws: StoreError.log(.wrongSignature(.segment))) {
            try replica.seal(space.id, with: space.serverKey)
        }
        #expect(try replica.spaces().first?.unsealedChanges == 1)
    }

    @Test func `a server seals and numbers in the commit of the write`() throws {
        let server = try space.server()
        let reviewer = try space.member("webb")
        try server.startLog(reviewer.opening, in: space.id)
        _ = try server.save([.title("från webben", of: 1)], in: space.id, sealingWith: reviewer.key)
        let numbered = try server.segments(of: space.id, after: 0, countLimit: 10, byteLimit: .max)
        #expect(numbered.map(\.position) == [1])
        #expect(try server.stream(of: space.id)?.position == 1)
        #expect(try server.spaces().first?.unacknowledgedChanges == 0)
    }
}
