import TestSupport
import Testing

@testable import SyncCore

/// Whatever is chosen: the chosen values are gone, and every other value is what it was, on every replica.
struct RedactionLawTests {
    @Test(arguments: 1...5 as ClosedRange<UInt64>)
    func `an erasure takes the chosen values and no other, wherever they were said`(seed: UInt64) throws {
        var fleet = try RedactedFleet(seed: seed)
        for _ in 0..<2 {
            try fleet.edit()
            try fleet.exchange()
            for _ in 0..<2 {
                let before = try fleet.contents(on: fleet.server)
                let choices = try fleet.someChoices()
                let goners = RedactedFleet.goners(of: choices)
                let plan = try fleet.redact(choices)
                #expect(plan.redactions.isEmpty == goners.isEmpty, "seed \(seed)")
                for (number, edit) in plan.edits.enumerated().dropFirst() {
                    let isRedaction = edit.edits.first?.field == ControlLog.content
                    let follows = plan.edits[number - 1].edits.first?.field == ControlLog.content
                    #expect(follows || !isRedaction, "seed \(seed): a redaction after a restatement")
                }
                try fleet.exchange()
                let expected = before.merging(goners.map { ($0, .redacted) }) { $1 }
                for replica in [fleet.server] + fleet.laptops {
                    let after = try fleet.contents(on: replica)
                    let differing = expected.filter { after[$0.key] != $0.value }
                    #expect(differing.isEmpty && after.count == expected.count, "seed \(seed)")
                    #expect(try replica.digest(of: fleet.space.id) == fleet.server.digest(of: fleet.space.id))
                }
                #expect(try fleet.withdrawn() == fleet.withdrawnBefore, "seed \(seed)")
            }
        }
        for replica in [fleet.server] + fleet.laptops {
            #expect(try replica.check().problems == [], "seed \(seed)")
        }
    }
}

/// Two laptops and a server, whose values are erased now and then.
private struct RedactedFleet {
    let space: TestSpace
    let server: Replica
    let laptops: [Replica]
    /// The records that were withdrawn before the last redaction.
    private(set) var withdrawnBefore: Set<RecordKey> = []
    private let members: [TestMember]
    private var generator: SeededGenerator

    private static let records = (1...4).map { TestSchema.key($0) }
    private static let words = ["Alm", "Björk", "Ceder", "En"]

    init(seed: UInt64) throws {
        let space = try TestSpace(seed: seed)
        self.space = space
        members = [try space.member("Falk"), try space.member("Lo")]
        server = try space.server()
        laptops = try members.map { try space.laptop($0) }
        generator = SeededGenerator(seed: seed)
    }

    mutating func edit() throws {
        for laptop in laptops {
            for _ in 0..<5 {
                _ = try laptop.save([someEdit()], in: space.id)
            }
        }
    }

    private mutating func someEdit() -> RecordEdit {
        let record = Self.records.randomElement(using: &generator) ?? TestSchema.key(1)
        if generator.chance(12) { return RecordEdit(record: record, edits: [.withdraw]) }
        let word = Value.text(Self.words.randomElement(using: &generator) ?? "")
        let number = Value.enumeration(UInt32.random(in: 1...3, using: &generator))
        var edits: [FieldEdit] = [.set(TestSchema.title, word)]
        if generator.chance(50) { edits.append(.set(TestSchema.gravity, number)) }
        if generator.chance(50) { edits.append(.set(TestSchema.status, number)) }
        if generator.chance(50) { edits.append(.add(TestSchema.tags, Self.words.map { .text($0) })) }
        if generator.chance(20) { edits.append(.remove(TestSchema.tags, [word])) }
        if generator.chance(20) { edits.append(.clear(TestSchema.gravity)) }
        return RecordEdit(record: record, edits: edits)
    }

    func exchange() throws {
        for (laptop, member) in zip(laptops, members) {
            try laptop.push(to: server, of: space.id, with: member.key)
        }
        for laptop in laptops { try laptop.pull(from: server, of: space.id) }
    }

    /// Some changes that hold a value, all of them or a part, or some changes as a whole.
    mutating func someChoices() throws -> [RedactionChoice] {
        let changes = try server.changes(of: Self.records, in: space.id)
        if generator.chance(30) {
            return changes.filter { _ in generator.chance(15) }.map { RedactionChoice($0, extent: .all) }
        }
        guard let placed = changes.randomElement(using: &generator),
            let write = placed.change.writes.filter({ $0.field != .withdrawal })
                .randomElement(using: &generator),
            let bytes = write.contents.compactMap(\.valueBytes).randomElement(using: &generator)
        else { return [] }
        let sought = SoughtValues([bytes], of: write.field, in: placed.change.record.kind)
        let isEverywhere = generator.chance(50)
        return try server.changes(holding: sought, in: space.id, limit: .max)
            .filter { _ in isEverywhere || generator.chance(50) }
            .map { RedactionChoice($0, extent: .values(sought)) }
    }

    /// The names of the entries that are to go.
    static func goners(of choices: [RedactionChoice]) -> Set<EntryName> {
        var names: Set<EntryName> = []
        for choice in choices {
            let change = choice.change.change
            for write in change.writes where write.field != .withdrawal {
                for (position, content) in zip(write.firstPosition..., write.contents) {
                    guard case .value(let bytes) = content else { continue }
                    if case .values(let sought) = choice.extent,
                        !sought.cover(bytes, in: write.field, of: change.record.kind)
                    {
                        continue
                    }
                    names.insert(EntryName(change: change.name, position: position))
                }
            }
        }
        return names
    }

    mutating func redact(_ choices: [RedactionChoice]) throws -> RedactionPlan {
        withdrawnBefore = try withdrawn()
        return try server.redact(choices, ground: "gallring", in: space.id, sealingWith: space.serverKey)
    }

    /// What every entry of every change holds, live or superseded.
    func contents(on replica: Replica) throws -> [EntryName: EntryContent] {
        var contents: [EntryName: EntryContent] = [:]
        for placed in try replica.changes(of: Self.records, in: space.id) {
            for write in placed.change.writes {
                for (position, content) in zip(write.firstPosition..., write.contents) {
                    contents[EntryName(change: placed.change.name, position: position)] = content
                }
            }
        }
        return contents
    }

    func withdrawn() throws -> Set<RecordKey> {
        Set(try Self.records.filter { try server.record($0, in: space.id)?.isWithdrawn ?? false })
    }
}
