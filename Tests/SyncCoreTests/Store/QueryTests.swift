import TestSupport
import Testing

@testable import SyncCore

struct QueryTests {
    private let space: TestSpace
    private let member: TestMember
    private let time = TestSurroundings(seed: 61)
    private let replica: Replica

    init() throws {
        space = try TestSpace(seed: 61)
        member = try space.member("Björk")
        replica = try space.laptop(member, surroundings: time)
    }

    private func save(_ edits: RecordEdit...) throws {
        for edit in edits {
            time.advance(by: 1_000)
            _ = try replica.save([edit], in: space.id)
        }
    }

    /// The numbers of the records that a query lists, in its order.
    private func numbers(_ change: (inout RecordQuery) -> Void = { _ in }) throws -> [UInt64] {
        var query = RecordQuery()
        change(&query)
        return try replica.records(matching: query, in: space.id).records.map(\.key.id.low)
    }

    @Test func `the newest change comes first`() throws {
        try save(.title("a", of: 1), .title("b", of: 2), .title("c", of: 3), .title("d", of: 1))
        #expect(try numbers() == [1, 3, 2])
    }

    @Test func `pages follow each other without a gap or a repetition`() throws {
        let edits = (1...25 as ClosedRange<UInt64>).map { RecordEdit.title("x", of: $0) }
        _ = try replica.save(edits, in: space.id)
        var query = RecordQuery()
        query.limit = 10
        var found: [UInt64] = []
        var sizes: [Int] = []
        repeat {
            let page = try replica.records(matching: query, in: space.id)
            found += page.records.map(\.key.id.low)
            sizes.append(page.records.count)
            query.cursor = page.next
        } while query.cursor != nil
        #expect(sizes == [10, 10, 5])
        #expect(found == Array((1...25).reversed()))
    }

    @Test func `records that come between two pages move no other one`() throws {
        try save(.title("a", of: 1), .title("b", of: 2), .title("c", of: 3), .title("d", of: 4))
        var query = RecordQuery()
        query.limit = 2
        let first = try replica.records(matching: query, in: space.id)
        #expect(first.records.map(\.key.id.low) == [4, 3])
        try save(.title("e", of: 5), .title("f", of: 4))
        query.cursor = first.next
        let second = try replica.records(matching: query, in: space.id)
        #expect(second.records.map(\.key.id.low) == [2, 1])
        #expect(second.next == nil)
    }

    @Test func `records of one moment are paged by kind and id`() throws {
        let other = try space.replica()
        let leaves = try (1...5 as ClosedRange<UInt64>).map { number in
            try Leaf(
                Change(
                    record: TestSchema.key(number),
                    time: HybridTime(rawValue: 77),
                    writes: [Write(field: TestSchema.title, values: [Value.text("x").canonicalBytes])]
                ),
                salt: [UInt8](repeating: 1, count: 16)
            )
        }
        let segment = try Segment(
            sealing: leaves,
            of: member.opening,
            in: space.id,
            at: .start,
            seen: VersionVector().digest,
            key: member.key
        )
        try other.ingest([segment], of: space.id)
        var query = RecordQuery()
        query.limit = 2
        var found: [UInt64] = []
        repeat {
            let page = try other.records(matching: query, in: space.id)
            found += page.records.map(\.key.id.low)
            query.cursor = page.next
        } while query.cursor != nil
        #expect(found == [1, 2, 3, 4, 5])
    }

    @Test func `a cursor or an id that was not given out is refused`() {
        for cursor in ["", "x", "00", String(repeating: "0", count: 58)] {
            #expect(throws: StoreError.value(.malformed)) { try numbers { $0.cursor = cursor } }
        }
        for prefix in ["x", "å", String(repeating: "0", count: 33)] {
            #expect(throws: StoreError.value(.malformed)) { try numbers { $0.idPrefix = prefix } }
        }
    }

    @Test(arguments: [
        ("Råcksta", [UInt64(1)]), ("råcksta", [1]), ("RÅCKSTA", [1]), ("racksta", [2]), ("Racksta", [2]),
        ("råck", [1]), ("löv", [3]), ("lov", [4]), ("skräp löv", [3]), ("löv skräp", [3]), ("skräp lo", [4]),
        ("skr löv", []), ("\"löv\" OR lov", []), ("lov*", [4]), ("(", [1, 2, 3, 4]), ("rå\u{300}cksta", []),
        ("Ra\u{30A}cksta", [1]),
    ])
    func `words are found as Swedish writes them`(text: String, expected: [UInt64]) throws {
        try save(
            .title("Råcksta, vid tunnelbanan", of: 1),
            .title("Racksta", of: 2),
            .title("Skräp och löv", of: 3),
            .title("Skräp på lov", of: 4)
        )
        #expect(try numbers { $0.text = text }.sorted() == expected, "\(text)")
    }

    @Test func `the full text follows an edit, and covers the elements of a set`() throws {
        try save(
            .title("gammalt", of: 1),
            RecordEdit(record: TestSchema.key(1), edits: [.add(TestSchema.tags, [.text("klotter")])])
        )
        #expect(try numbers { $0.text = "gammalt klotter" } == [1])
        try save(.title("nytt", of: 1))
        #expect(try numbers { $0.text = "gammalt" } == [])
        #expect(try numbers { $0.text = "nytt" } == [1])
    }

    @Test func `conditions on fields hold together`() throws {
        func day(_ days: Int32) -> Value { .date(CalendarDate(daysSinceEpoch: days)) }
        try save(
            .set(TestSchema.gravity, .enumeration(1), of: 1),
            .set(TestSchema.day, day(10), of: 1),
            .set(TestSchema.gravity, .enumeration(1), of: 2),
            .set(TestSchema.day, day(20), of: 2),
            .set(TestSchema.gravity, .enumeration(2), of: 3),
            .set(TestSchema.day, day(20), of: 3)
        )
        func equals(_ number: UInt32) -> RecordQuery.Condition {
            .init(field: TestSchema.gravity, comparison: .equals(.enumeration(number)))
        }
        func between(_ low: Int32?, _ high: Int32?) -> RecordQuery.Condition {
            .init(field: TestSchema.day, comparison: .between(low.map(day), high.map(day)))
        }
        #expect(try numbers { $0.conditions = [equals(1)] } == [2, 1])
        #expect(try numbers { $0.conditions = [equals(1), between(15, nil)] } == [2])
        #expect(try numbers { $0.conditions = [between(nil, 10)] } == [1])
        #expect(try numbers { $0.conditions = [between(10, 20)] } == [3, 2, 1])
        #expect(try numbers { $0.conditions = [between(11, 19)] } == [])
        #expect(try numbers { $0.conditions = [equals(9)] } == [])
        try save(.set(TestSchema.gravity, .enumeration(9), of: 1))
        #expect(try numbers { $0.conditions = [equals(1)] } == [2])
    }

    @Test func `any element of a set meets a condition`() throws {
        try save(
            RecordEdit(
                record: TestSchema.key(1),
                edits: [.add(TestSchema.tags, [.text("ljus"), .text("sly")])]
            )
        )
        for (tag, expected) in [("ljus", [UInt64(1)]), ("sly", [1]), ("lju", [])] {
            let condition = RecordQuery.Condition(field: TestSchema.tags, comparison: .equals(.text(tag)))
            #expect(try numbers { $0.conditions = [condition] } == expected)
        }
    }

    @Test func `an id is found by its first digits`() throws {
        try save(.title("a", of: 0x10), .title("b", of: 0x11))
        let digits = TestSchema.key(0x10).id.uuidString
        #expect(try numbers { $0.idPrefix = digits } == [0x10])
        #expect(try numbers { $0.idPrefix = String(digits.dropLast()).uppercased() } == [0x11, 0x10])
        #expect(try numbers { $0.idPrefix = "" } == [0x11, 0x10])
        #expect(try numbers { $0.idPrefix = "f" } == [])
    }

    @Test func `withdrawn records are listed only when they are asked for`() throws {
        try save(.title("a", of: 1), .title("b", of: 2))
        try save(RecordEdit(record: TestSchema.key(1), edits: [.withdraw]))
        #expect(try numbers() == [2])
        #expect(try numbers { $0.includesWithdrawn = true } == [1, 2])
        try save(RecordEdit(record: TestSchema.key(1), edits: [.restore]))
        #expect(try numbers() == [1, 2])
    }

    @Test func `kinds that are not asked for are left out`() throws {
        try save(.title("a", of: 1))
        #expect(try numbers { $0.kinds = [TestSchema.note] } == [1])
        #expect(try numbers { $0.kinds = [KindNumber(rawValue: 99)] } == [])
    }

    @Test func `open conflicts are listed and counted until a person settles them`() throws {
        try save(.set(TestSchema.status, .enumeration(1), of: 1), .title("ingen tvist", of: 2))
        try replica.seal(space.id, with: member.key)
        let rowan = try space.member("Rönn")
        let other = try space.laptop(rowan)
        _ = try other.save([.set(TestSchema.status, .enumeration(2), of: 1)], in: space.id)
        try other.seal(space.id, with: rowan.key)
        try replica.ingest(other.allSegments(of: space.id), of: space.id)
        #expect(try numbers { $0.onlyOpenConflicts = true } == [1])
        #expect(try replica.spaces().first?.openConflicts == 1)
        try save(.set(TestSchema.status, .enumeration(2), of: 1))
        #expect(try numbers { $0.onlyOpenConflicts = true } == [])
        #expect(try replica.spaces().first?.openConflicts == 0)
    }

    @Test func `another schema shows the same records by its own policies`() throws {
        let folder = try TestFolder()
        let path = folder.file("store.sqlite")
        do {
            let laptop = try space.laptop(member, at: .file(path))
            _ = try laptop.save([.title("Åkermyntan", of: 1)], in: space.id)
            var query = RecordQuery()
            query.text = "åkermyntan"
            #expect(try laptop.records(matching: query, in: space.id).records.count == 1)
        }
        let field = FieldSchema(number: TestSchema.title, name: "title", type: .text, isIndexed: true)
        let schema = Schema(kinds: [KindSchema(number: TestSchema.note, name: "note", fields: [field])])
        let laptop = try Replica(at: .file(path), schema: schema)
        var query = RecordQuery()
        query.text = "åkermyntan"
        #expect(try laptop.records(matching: query, in: space.id).records == [])
        query.text = nil
        query.conditions = [.init(field: TestSchema.title, comparison: .equals(.text("Åkermyntan")))]
        #expect(try laptop.records(matching: query, in: space.id).records.count == 1)
    }

    @Test func `a space sees nothing of another one`() throws {
        let second = try TestSpace(seed: 62)
        try replica.addSpace(second.id, name: "hv-police", trusting: [second.serverKey.publicKey])
        let hidden = try second.member("Lind")
        try replica.startLog(hidden.opening, in: second.id)
        _ = try replica.save([.title("hemlig kanariefågel", of: 1)], in: second.id)
        try save(.title("synlig", of: 1))
        #expect(try numbers { $0.text = "kanariefågel" } == [])
        #expect(try numbers() == [1])
        #expect(
            try replica.record(TestSchema.key(1), in: space.id)?[TestSchema.title]?.shown == .text("synlig")
        )
        #expect(try replica.spaces().map(\.name) == ["hv-police", "hv-shared"])
    }
}
