public import SyncCore

/// A set of changes that no honest program would write: references to nothing, to other fields, to
/// themselves, to other branches of forked logs; writes without the right; values redacted or missing.
public struct ChangeTangle: Sendable {
    public struct Element: Sendable {
        public let change: MergeableChange
        public let writer: Writer
    }

    public static let fields: [FieldNumber] = [.withdrawal] + [16, 17, 600].map(FieldNumber.init(rawValue:))

    public let key: RecordKey
    public let elements: [Element]

    public init(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let key = RecordKey(
            kind: KindNumber(rawValue: generator.chance(85) ? 20 : 2),
            id: RecordID(high: 1, low: 2)
        )
        self.key = key
        let names = Self.someNames(using: &generator)
        let writers: [Writer] = [
            .control, .member([]), .member(.write), .member([.write, .review]), .member(.review),
        ]
        var writerOfLog: [LogID: Writer] = [:]
        for log in Set(names.map(\.log)).sorted() {
            writerOfLog[log] =
                generator.chance(60) ? .member([.write, .review]) : writers.randomElement(using: &generator)
        }
        let merged = names.dropLast(2)
        elements = merged.map { name in
            Element(
                change: Self.someChange(name, of: key, referringTo: names, using: &generator),
                writer: writerOfLog[name.log] ?? .control
            )
        }
    }

    /// The last two of the names stay without a change: references to them dangle.
    private static func someNames(using generator: inout SeededGenerator) -> [ChangeName] {
        let logs: [LogID] = (0..<3).map { _ in .random(using: &generator) }
        var names: Set<ChangeName> = []
        let count = Int.random(in: 4...10, using: &generator)
        while names.count < count {
            names.insert(
                ChangeName(
                    log: logs[Int.random(in: 0..<3, using: &generator)],
                    number: UInt64.random(in: 1...3, using: &generator),
                    leafPrefix: UInt64.random(in: 0...3, using: &generator)
                )
            )
        }
        return names.sorted().shuffled(using: &generator)
    }

    private static func someChange(
        _ name: ChangeName,
        of key: RecordKey,
        referringTo names: [ChangeName],
        using generator: inout SeededGenerator
    ) -> MergeableChange {
        var writes: [MergeableWrite] = []
        var position: UInt32 = 0
        for field in fields where generator.chance(60) {
            let contents = (0..<Int.random(in: 0...2, using: &generator)).map { _ in
                someContent(using: &generator)
            }
            let superseded = (0..<Int.random(in: 0...4, using: &generator)).compactMap { _ in
                names.randomElement(using: &generator).map {
                    EntryName(change: $0, position: UInt32.random(in: 0...4, using: &generator))
                }
            }
            writes.append(
                MergeableWrite(
                    field: field,
                    firstPosition: position,
                    contents: contents,
                    superseded: superseded,
                    isResolution: generator.chance(30)
                )
            )
            position += UInt32(contents.count)
        }
        let time = HybridTime(rawValue: UInt64.random(in: 0...3, using: &generator))
        return MergeableChange(name: name, record: key, time: time, writes: writes)
    }

    private static func someContent(using generator: inout SeededGenerator) -> EntryContent {
        switch Int.random(in: 0..<12, using: &generator) {
        case 0: .redacted
        case 1: .missing
        case 2: .value([])
        case 3: .value(Value.empty.canonicalBytes)
        case 4: .value([200, 1, 2])
        case 5: .value([1, 9])
        default: .value(Value.integer(.random(in: 0...3, using: &generator)).canonicalBytes)
        }
    }
}

/// What is live and what is awaited, by definition, from all changes at once.
public struct ReferenceOracle {
    public let live: [FieldNumber: Set<EntryName>]
    public let awaited: Set<AwaitedEntry>

    public init(of elements: [ChangeTangle.Element]) {
        var made: [FieldNumber: Set<EntryName>] = [:]
        var superseded: [FieldNumber: Set<EntryName>] = [:]
        for element in elements {
            let change = element.change
            for write in change.writes where element.writer.mayWrite(write.field, of: change.record.kind) {
                let positions = write.firstPosition..<write.firstPosition + UInt32(write.contents.count)
                made[write.field, default: []]
                    .formUnion(positions.map { EntryName(change: change.name, position: $0) })
                superseded[write.field, default: []]
                    .formUnion(write.superseded.filter { $0.change != change.name })
            }
        }
        live = made.reduce(into: [:]) { live, register in
            let rest = register.value.subtracting(superseded[register.key] ?? [])
            if !rest.isEmpty { live[register.key] = rest }
        }
        let merged = Set(elements.map(\.change.name))
        var awaited: Set<AwaitedEntry> = []
        for (field, names) in superseded {
            for name in names where !merged.contains(name.change) {
                awaited.insert(AwaitedEntry(field: field, name: name))
            }
        }
        self.awaited = awaited
    }
}
