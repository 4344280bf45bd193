import TestSupport
import Testing

@testable import SyncCore

/// State is a function of the set of segments, those of the control log among them.
struct ControlOrderTests {
    /// Two members, one of them cloned, demoted, ended, released, and redacted at random.
    private struct Story {
        let space: TestSpace
        let server: Replica
        var generator: SeededGenerator

        init(seed: UInt64) throws {
            space = try TestSpace(seed: seed)
            server = try space.server()
            generator = SeededGenerator(seed: seed)
            let members = try ["Björk", "Lönn"].map { try space.member($0) }
            let laptops = try members.map { try space.laptop($0) }
            var ends: [StandingChange] = []
            for _ in 0..<Int.random(in: 6...24, using: &generator) {
                let index = Int.random(in: 0...1, using: &generator)
                switch Int.random(in: 0..<10, using: &generator) {
                case ..<6:
                    try edit(laptops[index])
                    try laptops[index].push(to: server, of: space.id, with: members[index].key)
                    if generator.chance(60) { try laptops[index].pull(from: server, of: space.id) }
                case 6:
                    let rights: [Rights] = [[], .write, .review]
                    let left = rights[Int.random(in: 0...2, using: &generator)]
                    ends.append(try space.limit(members[index].log(in: space), to: left, on: server))
                case 7:
                    if let end = ends.popLast() { try space.write([end.release], on: server) }
                default: try redact()
                }
            }
        }

        private mutating func edit(_ laptop: Replica) throws {
            let number = UInt64.random(in: 1...3, using: &generator)
            let text = "text \(Int.random(in: 0...9, using: &generator))"
            let edits: [RecordEdit] = [
                .title(text, of: number),
                .set(
                    TestSchema.approval,
                    .enumeration(UInt32.random(in: 1...3, using: &generator)),
                    of: number
                ),
                RecordEdit(record: TestSchema.key(number), edits: [.withdraw]),
            ]
            do {
                _ = try laptop.save([edits[Int.random(in: 0...2, using: &generator)]], in: space.id)
            } catch StoreError.notPermitted {
                // A device that knows that it may not write this does not.
            }
        }

        private mutating func redact() throws {
            let segments = try server.allSegments(of: space.id).filter {
                $0.header.opening?.certificate != nil
            }
            guard let segment = segments.randomElement(using: &generator) else { return }
            let first = UInt64.random(in: segment.header.first...segment.header.last, using: &generator)
            let redaction = Redaction(
                segment: segment.id,
                numbers: first...segment.header.last,
                ground: "prov"
            )
            var edits = [redaction.edit]
            if generator.chance(40) {
                let restated = Restatement(
                    segment: segment.id,
                    number: first,
                    position: 0,
                    value: Value.text("återgivet").canonicalBytes
                )
                edits.append(Restatement.edit([restated], of: segment.id))
            }
            try space.write(edits, on: server)
        }
    }

    @Test(arguments: 1...60 as ClosedRange<UInt64>)
    func `any order of members' segments and control segments gives one state`(seed: UInt64) throws {
        var story = try Story(seed: seed)
        let space = story.space
        let server = story.server
        let segments = try server.allSegments(of: space.id)
        let kept = try server.storedStates(of: space.id)
        for _ in 0..<3 {
            let replica = try space.replica()
            for segment in segments.shuffled(using: &story.generator) {
                try replica.ingest([segment], of: space.id)
            }
            #expect(try replica.digest(of: space.id) == server.digest(of: space.id), "seed \(seed)")
            #expect(try replica.storedStates(of: space.id) == kept, "seed \(seed)")
            #expect(try replica.check().problems == [], "seed \(seed)")
        }
        #expect(try server.check().problems == [], "seed \(seed)")
        let rebuilt = try server.rebuild()
        #expect(rebuilt.allSatisfy { $0.repairedRecords == 0 && $0.former == $0.rebuilt }, "seed \(seed)")
    }
}

extension Replica {
    /// Every record's state as it is stored.
    func storedStates(of space: SpaceID) throws -> [RecordKey: [UInt8]] {
        try file.read { storage in
            var states: [RecordKey: [UInt8]] = [:]
            try storage.withRecords(of: storage.space(space).key) { states[$0.name] = $0.state }
            return states
        }
    }
}
