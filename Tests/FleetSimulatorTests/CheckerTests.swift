import SyncCore
import TestSupport
import Testing

@testable import FleetSimulator

/// Each invariant's check finds what breaks it, and lets pass what does not.
struct CheckerTests {
    private static let record = TestSchema.key(1)
    private static let space = SpaceID(high: 7, low: 9)
    private static let names = (1...3).map {
        ChangeName(log: LogID(high: 1, low: 1), number: $0, leafPrefix: $0)
    }

    private static let segment = SegmentID(bytes: [UInt8](repeating: 1, count: 32))

    /// A laptop with one saved and sealed note.
    private func laptop(_ pseudonym: String = "Räv") throws -> (Replica, TestSpace) {
        let space = try TestSpace(seed: 11)
        let member = try space.member(pseudonym)
        let replica = try space.laptop(member)
        _ = try replica.save([.title("Tre lampor", of: 1)], in: space.id)
        _ = try replica.save([.title("Fyra lampor", of: 1)], in: space.id)
        try replica.seal(space.id, with: member.key)
        return (replica, space)
    }

    @Test func `a photo that stays away is found`() throws {
        let space = try TestSpace(seed: 12)
        let server = try space.server()
        let member = try space.member("Räv")
        let laptop = try space.laptop(member)
        let photo: [UInt8] = [1, 2, 3]
        _ = try laptop.save([.photo(photo, of: 1)], in: space.id)
        try laptop.push(to: server, of: space.id, with: member.key)
        try PhotosArrive.check(server, of: space.id, left: [BlobID(of: [4])])
        #expect(throws: Violation.self) {
            try PhotosArrive.check(server, of: space.id, left: [BlobID(of: photo)])
        }
    }

    @Test func `a lost change is found`() throws {
        let all = Set(Self.names)
        try NothingLost.check(all, holds: all, at: "a laptop")
        #expect(throws: Violation.self) {
            try NothingLost.check(all.subtracting([Self.names[1]]), holds: all, at: "a laptop")
        }
    }

    @Test func `a lost segment with a receipt is found`() throws {
        let segment = try #require(Self.segment)
        try AcknowledgedStays.check([segment], hold: [segment], at: "the server")
        #expect(throws: Violation.self) {
            try AcknowledgedStays.check([], hold: [segment], at: "the server")
        }
    }

    @Test func `a sibling that is missing, or shown too much, is found`() throws {
        let (replica, space) = try laptop()
        let view = try #require(try replica.record(Self.record, in: space.id))
        let shown = Set(view.fields[0].live.map(\.name))
        let due = RecordExpectation(live: [TestSchema.title: shown], withdrawals: [])
        try ShownSiblings.check(view, of: Self.record, against: due, at: "a laptop")
        let other = EntryName(change: Self.names[0], position: 0)
        for wrong in [shown.union([other]), [other], []] {
            let expectation = RecordExpectation(live: [TestSchema.title: wrong], withdrawals: [])
            #expect(throws: Violation.self) {
                try ShownSiblings.check(view, of: Self.record, against: expectation, at: "a laptop")
            }
        }
        #expect(throws: Violation.self) {
            try ShownSiblings.check(view, of: Self.record, against: nil, at: "a laptop")
        }
    }

    @Test func `an own write that is not shown is found`() throws {
        let (replica, space) = try laptop()
        let view = try replica.record(Self.record, in: space.id)
        let written = FieldEdit.set(TestSchema.title, .text("Fyra lampor"))
        try OwnWritesStayVisible.check(view, after: [written], at: "a laptop")
        let hidden: [FieldEdit] = [
            .set(TestSchema.title, .text("Tre lampor")), .clear(TestSchema.title), .withdraw,
            .add(TestSchema.tags, [.text("park")]),
        ]
        for edit in hidden {
            #expect(throws: Violation.self) {
                try OwnWritesStayVisible.check(view, after: [edit], at: "a laptop")
            }
        }
    }

    @Test func `replicas that differ are found, in logs or in states`() throws {
        let head = VersionVector.Head(number: 1, segment: try #require(Self.segment))
        let vector = VersionVector(heads: [LogID(high: 1, low: 1): [head]])
        let face = EqualStates.Face(vector: vector, digest: .zero)
        let otherState = EqualStates.Face(vector: vector, digest: StateDigest(words: (0, 0, 0, 1)))
        let otherLogs = EqualStates.Face(vector: VersionVector(), digest: .zero)
        try EqualStates.check([("one", face), ("two", face)])
        try ReplayChangesNothing.check(face, is: face, at: "one")
        for other in [otherState, otherLogs] {
            #expect(throws: Violation.self) { try EqualStates.check([("one", face), ("two", other)]) }
            #expect(throws: Violation.self) { try ReplayChangesNothing.check(other, is: face, at: "one") }
        }
    }

    @Test func `a segment that another order lacks is found`() throws {
        let (replica, space) = try laptop()
        let segments = try replica.allSegments(of: space.id)
        let face = try EqualStates.Face(of: replica, in: space.id)
        for (taken, isWhole) in [(segments, true), ([], false)] {
            let fresh = try space.replica()
            let check = {
                try OrderDoesNotMatter.check(
                    taken,
                    into: fresh,
                    of: space.id,
                    give: face,
                    showing: [:],
                    by: Dice(seed: 1)
                )
            }
            if isWhole { try check() } else { #expect(throws: Violation.self) { try check() } }
        }
    }

    @Test func `a space's name among a stranger's bytes is found`() throws {
        let bytes = [UInt8](repeating: 0, count: 5) + Self.space.bytes + [1]
        try CanaryStaysInside.check(bytes, from: [SpaceID(high: 7, low: 8)])
        try CanaryStaysInside.check(bytes, from: [])
        for carrier in [bytes, Array("/v1/spaces/\(Self.space)/heads".utf8)] {
            #expect(throws: Violation.self) { try CanaryStaysInside.check(carrier, from: [Self.space]) }
        }
    }

    @Test func `a canary that another space's record shows is found`() throws {
        let (replica, space) = try laptop()
        let view = try #require(try replica.record(Self.record, in: space.id))
        try CanaryStaysInside.check(view, doesNotHold: ["Fem"], at: "a laptop")
        #expect(throws: Violation.self) {
            try CanaryStaysInside.check(view, doesNotHold: ["Fyra"], at: "a laptop")
        }
    }

    @Test func `a device that has still something to say is found`() throws {
        let quiet = SyncReport(space: Self.space)
        try QuietInTime.check(quiet, ofMember: true, at: "a laptop")
        let changes: [(inout SyncReport) -> Void] = [
            { $0.sent = 1 }, { $0.received = 1 }, { $0.unsentChanges = 1 }, { $0.hasNewLog = true },
            { $0.problems = [.cancelled] },
        ]
        for change in changes {
            var report = quiet
            change(&report)
            #expect(throws: Violation.self) { try QuietInTime.check(report, ofMember: true, at: "a laptop") }
        }
    }

    @Test func `a message beyond its limit is found, and an error that the server cannot name`() throws {
        let request = HTTPRequest(.post, "/v1", body: .bytes([1]), answerLimit: 4)
        let head = HTTPResponseHead(status: 200)
        try BoundedMessages.check(request, answeredBy: Passage(head: head, body: [1, 2, 3, 4]))
        let large = HTTPRequest(
            .post,
            "/v1",
            body: .bytes([UInt8](repeating: 0, count: BoundedMessages.requestBytes + 1))
        )
        let wrong = [
            (request, Passage(head: head, body: [1, 2, 3, 4, 5])),
            (large, Passage(head: head)),
            (request, Passage(head: HTTPResponseHead(status: 500))),
        ]
        for (request, passage) in wrong {
            #expect(throws: Violation.self) {
                try BoundedMessages.check(request, answeredBy: passage)
            }
        }
    }
}
