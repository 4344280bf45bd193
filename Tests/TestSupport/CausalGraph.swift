public import SyncCore

/// One change as the oracle knows it: what its author meant, and what he had seen.
public struct Operation: Sendable {
    public let change: MergeableChange
    public let writer: Writer
    /// At most one per field.
    public let edits: [FieldEdit]
    /// Every change that its author had merged before.
    public let seen: Set<ChangeName>

    public init(change: MergeableChange, writer: Writer, edits: [FieldEdit], seen: Set<ChangeName>) {
        self.change = change
        self.writer = writer
        self.edits = edits
        self.seen = seen
    }

    /// The write to a field, if it counts.
    func write(to field: FieldNumber) -> MergeableWrite? {
        guard writer.mayWrite(field, of: change.record.kind) else { return nil }
        return change.writes.first { $0.field == field }
    }

    func edit(of field: FieldNumber) -> FieldEdit? {
        edits.first { $0.field == field }
    }
}

/// The naive oracle: it keeps the whole causal graph, and decides what is live by definition.
///
/// It never looks at the superseded names that the engine wrote, only at what people meant and had seen.
public struct CausalGraph: Sendable {
    public private(set) var operations: [ChangeName: Operation] = [:]

    public init() {}

    public mutating func add(_ operation: Operation) {
        operations[operation.change.name] = operation
    }

    /// The entries of a field that are live for one who has seen these changes and no others.
    public func live(_ field: FieldNumber, seeing seen: Set<ChangeName>) -> [EntryName: MergeableEntry] {
        let known = seen.compactMap { operations[$0] }.filter { $0.write(to: field) != nil }
        var live: [EntryName: MergeableEntry] = [:]
        for operation in known {
            for (name, entry) in operation.entries(of: field) {
                let isEnded = known.contains { ends($0, name, entry, in: field) }
                if !isEnded { live[name] = entry }
            }
        }
        return live
    }

    /// The different values that are live in a field.
    public func values(_ field: FieldNumber, seeing seen: Set<ChangeName>) -> Set<EntryContent> {
        Set(live(field, seeing: seen).values.map(\.content))
    }

    /// Whether an operation's author saw an entry and meant to put something in its place.
    private func ends(
        _ operation: Operation,
        _ name: EntryName,
        _ entry: MergeableEntry,
        in field: FieldNumber
    ) -> Bool {
        guard operation.seen.contains(name.change) else { return false }
        switch operation.edit(of: field) {
        case .set, .clear, .withdraw, .restore: return true
        case .remove(_, let elements): return elements.contains { .value($0.canonicalBytes) == entry.content }
        case .undo:
            let hadResolution = live(field, seeing: operation.seen).values.contains(where: \.isResolution)
            return !hadResolution || entry.isResolution
        case .add, nil: return false
        }
    }
}

/// What the oracle keeps of an entry.
public struct MergeableEntry: Hashable, Sendable {
    public let content: EntryContent
    public let isResolution: Bool
}

extension Operation {
    fileprivate func entries(of field: FieldNumber) -> [(EntryName, MergeableEntry)] {
        guard let write = write(to: field) else { return [] }
        return zip(write.firstPosition..., write.contents).map { position, content in
            (
                EntryName(change: change.name, position: position),
                MergeableEntry(content: content, isResolution: write.isResolution)
            )
        }
    }
}
