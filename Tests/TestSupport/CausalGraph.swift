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

    /// Whether it writes to a field, and was allowed to.
    func counts(in field: FieldNumber, as judgement: Judgement) -> Bool {
        let kind = change.record.kind
        let rightsLeft = judgement.rightsLeft(change.name)
        return change.writes.contains { $0.field == field } && writer.mayWrite(field, of: kind)
            && rightsLeft.map { Writer.member($0).mayWrite(field, of: kind) } != false
    }
}

/// What the control log says to one who looks.
public struct Judgement: Sendable {
    /// What is left of the rights of a change's author; `nil` if all are.
    public let rightsLeft: @Sendable (ChangeName) -> Rights?
    /// Whether the value of an entry is gone.
    public let isErased: @Sendable (EntryName) -> Bool

    public init(
        rightsLeft: @escaping @Sendable (ChangeName) -> Rights?,
        isErased: @escaping @Sendable (EntryName) -> Bool
    ) {
        self.rightsLeft = rightsLeft
        self.isErased = isErased
    }

    /// Of one who knows of no standing change and no redaction.
    public static let none = Judgement(rightsLeft: { _ in nil }, isErased: { _ in false })
}

/// The naive oracle: it keeps the whole causal graph, and decides what is live by definition.
///
/// It never looks at the superseded names that the engine wrote, only at what people meant and had seen.
public struct CausalGraph: Sendable {
    /// Per field, the entries that the author of a change saw live, and put an end to.
    public typealias Ended = [FieldNumber: Set<EntryName>]

    public private(set) var operations: [ChangeName: Operation] = [:]
    public private(set) var ended: [ChangeName: Ended] = [:]

    public init() {}

    /// Takes note of an operation whose author knew this of the control log; all that he had seen is known.
    public mutating func add(_ operation: Operation, as judgement: Judgement = .none) {
        var ended: Ended = [:]
        for edit in operation.edits { ended[edit.field] = self.ended(by: operation, edit, as: judgement) }
        add(operation, ending: ended)
    }

    /// Takes note of an operation that ends these entries.
    public mutating func add(_ operation: Operation, ending ended: Ended) {
        operations[operation.change.name] = operation
        self.ended[operation.change.name] = ended
    }

    /// The entries of a field that are live for one who has seen these changes and no others.
    public func live(
        _ field: FieldNumber,
        seeing seen: Set<ChangeName>,
        as judgement: Judgement = .none
    ) -> [EntryName: MergeableEntry] {
        let counted = seen.compactMap { operations[$0] }.filter { $0.counts(in: field, as: judgement) }
        var live: [EntryName: MergeableEntry] = [:]
        for operation in counted {
            for (name, entry) in operation.entries(of: field) {
                live[name] = judgement.isErased(name) ? entry.erased : entry
            }
        }
        for operation in counted {
            for name in ended[operation.change.name]?[field] ?? [] { live[name] = nil }
        }
        return live
    }

    /// The different values that are live in a field.
    public func values(_ field: FieldNumber, seeing seen: Set<ChangeName>) -> Set<EntryContent> {
        Set(live(field, seeing: seen).values.map(\.content))
    }

    /// What an operation's author saw and meant to put something in its place.
    private func ended(
        by operation: Operation,
        _ edit: FieldEdit,
        as judgement: Judgement
    ) -> Set<EntryName> {
        let live = live(edit.field, seeing: operation.seen, as: judgement)
        switch edit {
        case .set, .clear, .withdraw, .restore: return Set(live.keys)
        case .remove(_, let elements):
            let contents = elements.map { EntryContent.value($0.canonicalBytes) }
            return Set(live.filter { contents.contains($0.value.content) }.keys)
        case .undo:
            let resolutions = live.filter(\.value.isResolution)
            return Set((resolutions.isEmpty ? live : resolutions).keys)
        case .add: return []
        }
    }
}

/// What the oracle keeps of an entry.
public struct MergeableEntry: Hashable, Sendable {
    public let content: EntryContent
    public let isResolution: Bool

    var erased: MergeableEntry { MergeableEntry(content: .redacted, isResolution: isResolution) }
}

extension Operation {
    fileprivate func entries(of field: FieldNumber) -> [(EntryName, MergeableEntry)] {
        guard let write = change.writes.first(where: { $0.field == field }) else { return [] }
        return zip(write.firstPosition..., write.contents).map { position, content in
            (
                EntryName(change: change.name, position: position),
                MergeableEntry(content: content, isResolution: write.isResolution)
            )
        }
    }
}
