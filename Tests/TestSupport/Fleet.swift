public import SyncCore

/// A few laptops that edit one record and exchange what they have, at random and from a seed.
///
/// Their clocks are wrong by hours, some lack rights, and now and then a disk is cloned so that a log forks.
public struct Fleet {
    public struct Laptop {
        public let log: LogID
        public let writer: Writer
        public var state = RecordState()
        public var seen: Set<ChangeName> = []
        var next: UInt64 = 1
        var clock = HybridClock()
        var wall: Int64
    }

    public static let record = RecordKey(kind: KindNumber(rawValue: 20), id: RecordID(high: 7, low: 9))
    /// Set, cleared and undone.
    public static let registers = [FieldNumber(rawValue: 16), FieldNumber(rawValue: 17)]
    /// Elements are added and removed.
    public static let set = FieldNumber(rawValue: 18)
    /// Needs the right to review.
    public static let review = FieldNumber(rawValue: 600)
    public static let fields = registers + [set, review, .withdrawal]

    public private(set) var laptops: [Laptop]
    public private(set) var graph = CausalGraph()
    public private(set) var generator: SeededGenerator

    public init(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        laptops = (0..<Int.random(in: 2...4, using: &generator)).map { _ in
            let rights: Rights =
                generator.chance(60) ? [.write, .review] : generator.chance(80) ? .write : []
            return Laptop(
                log: .random(using: &generator),
                writer: .member(rights),
                wall: Int64.random(in: 0...20_000_000, using: &generator)
            )
        }
        self.generator = generator
    }

    /// Every change, in no particular order.
    public var operations: [Operation] { Array(graph.operations.values) }

    /// Edits, exchanges, now and then clones.
    ///
    /// - Returns: the laptop that edited and the change it made, if the step was an edit that changed
    ///   anything.
    public mutating func step() -> (laptop: Int, change: MergeableChange)? {
        let laptop = laptops.indices.randomElement(using: &generator) ?? 0
        switch Int.random(in: 0..<100, using: &generator) {
        case ..<50: return edit(on: laptop)
        case ..<96: exchange(from: laptops.indices.randomElement(using: &generator) ?? 0, to: laptop)
        default: if laptops.count < 6 { laptops.append(laptops[laptop]) }
        }
        return nil
    }

    private mutating func exchange(from source: Int, to target: Int) {
        let lacking = laptops[source].seen.subtracting(laptops[target].seen).sorted()
        for name in lacking.shuffled(using: &generator) {
            guard let operation = graph.operations[name] else { continue }
            laptops[target].state.merge(operation.change, by: operation.writer)
            laptops[target].clock.absorb(operation.change.time, wallMilliseconds: laptops[target].wall)
        }
        laptops[target].seen.formUnion(lacking)
    }

    private mutating func edit(on index: Int) -> (laptop: Int, change: MergeableChange)? {
        let edits = someEdits(seenBy: laptops[index])
        laptops[index].wall += Int64.random(in: 0...3_000, using: &generator)
        let time = laptops[index].clock.tick(wallMilliseconds: laptops[index].wall)
        let laptop = laptops[index]
        let edit = RecordEdit(record: Self.record, edits: edits)
        guard let change = laptop.state.change(for: edit, at: time) else { return nil }
        let name = ChangeName(log: laptop.log, number: laptop.next, leafPrefix: generator.next())
        let mergeable = MergeableChange(change, named: name)
        graph.add(
            Operation(
                change: mergeable,
                writer: laptop.writer,
                edits: edits.filter { edit in change.writes.contains { $0.field == edit.field } },
                seen: laptop.seen
            )
        )
        laptops[index].next += 1
        laptops[index].seen.insert(name)
        laptops[index].state.merge(mergeable, by: laptop.writer)
        return (index, mergeable)
    }

    private mutating func someEdits(seenBy laptop: Laptop) -> [FieldEdit] {
        if generator.chance(8) { return [.withdraw] }
        var edits: [FieldEdit] = generator.chance(8) ? [.restore] : []
        for field in Self.registers + [Self.review] where generator.chance(50) {
            edits.append(someRegisterEdit(of: field, seenBy: laptop))
        }
        if generator.chance(40) || edits.isEmpty { edits.append(someSetEdit()) }
        return edits
    }

    /// Resolutions are undone more often than chance would have it: they are rare, and so are mistakes about
    /// them.
    private mutating func someRegisterEdit(of field: FieldNumber, seenBy laptop: Laptop) -> FieldEdit {
        let hasResolution = laptop.state.entries(of: field).contains(where: \.isResolution)
        guard !generator.chance(hasResolution ? 50 : 10) else {
            let known = laptop.seen.sorted().compactMap { graph.operations[$0] }
            let former = known.flatMap(\.change.writes).filter { $0.field == field }.flatMap(\.contents)
            return .undo(field, former: Self.values(former.shuffled(using: &generator).prefix(2)))
        }
        return generator.chance(10) ? .clear(field) : .set(field, someValue())
    }

    private mutating func someSetEdit() -> FieldEdit {
        let elements = (0...Int.random(in: 0...2, using: &generator)).map { _ in someValue() }
        switch Int.random(in: 0..<10, using: &generator) {
        case 0: return .clear(Self.set)
        case 1...4: return .remove(Self.set, elements)
        default: return .add(Self.set, elements)
        }
    }

    private mutating func someValue() -> Value { .integer(.random(in: 0...4, using: &generator)) }

    private static func values(_ contents: some Sequence<EntryContent>) -> [Value] {
        contents.compactMap { content in
            guard case .value(let bytes) = content else { return nil }
            return try? Value(canonicalBytes: bytes)
        }
    }
}
