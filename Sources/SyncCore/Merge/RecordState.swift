/// The state of one record: the live entries of its fields, and the changes that made it.
///
/// It is a pure function of the set of changes merged into it: any order, any repetition gives the same state
/// and the same ``storedBytes``. What is live follows from the entries alone, without a schema: an entry is
/// live if a permitted write of a merged change made it, and no permitted write of another merged change to
/// the same field superseded it.
///
/// Ascending arrays, since most records have one change and a dozen entries.
public struct RecordState: Hashable, Sendable {
    /// Every change that was merged, also those whose writes did not count; ascending by name.
    public internal(set) var changes: [MergedChange] = []
    /// The live entries, ascending by field, then by name: each field is a multi-value register.
    public internal(set) var entries: [Entry] = []
    /// Entries that were superseded before their change arrived; ascending by name, then by field.
    ///
    /// A reference to what never arrives, or stands in another record, stays here for ever and does nothing.
    public internal(set) var awaited: [AwaitedEntry] = []

    public init() {}

    /// The live entries of one field, ascending by name.
    public func entries(of field: FieldNumber) -> ArraySlice<Entry> {
        let start = entries.partitionPoint { $0.field < field }
        return entries[start...].prefix { $0.field == field }
    }

    /// Whether a change was merged.
    public func holds(_ change: ChangeName) -> Bool {
        let index = changes.partitionPoint { $0.name < change }
        return index < changes.count && changes[index].name == change
    }

    /// Merges one change of this record.
    ///
    /// A change that is merged again changes nothing, except that its live entries take up what is now known
    /// of them: a hole is filled by its value, and a value gives way to its redaction.
    ///
    /// - Parameters:
    ///   - change: a change of this record.
    ///   - writer: who wrote it. It must be the same each time: where rights are changed afterwards, the
    ///     record is rebuilt from its changes.
    /// - Returns: whether the state is another one than before.
    @discardableResult
    public mutating func merge(_ change: MergeableChange, by writer: Writer) -> Bool {
        let index = changes.partitionPoint { $0.name < change.name }
        if index < changes.count, changes[index].name == change.name { return takeUpContents(of: change) }
        changes.insert(MergedChange(name: change.name, time: change.time), at: index)
        let superseded = removeAwaited(of: change.name)
        if entries.isEmpty { entries.reserveCapacity(change.writes.count) }
        for write in change.writes where writer.mayWrite(write.field, of: change.record.kind) {
            for name in write.superseded where name.change != change.name {
                supersede(name, in: write.field)
            }
            add(write, of: change, except: superseded)
        }
        return true
    }

    /// Ends an entry of a field, or remembers to do so when it arrives.
    ///
    /// An entry whose change has been merged, and which is not live in this field, is dead already or stands
    /// in another field: nothing to do.
    private mutating func supersede(_ name: EntryName, in field: FieldNumber) {
        if let index = index(of: EntryPlace(field: field, name: name)) {
            entries.remove(at: index)
        } else if !holds(name.change) {
            let entry = AwaitedEntry(field: field, name: name)
            let index = awaited.partitionPoint { $0 < entry }
            if index == awaited.count || awaited[index] != entry { awaited.insert(entry, at: index) }
        }
    }

    private mutating func removeAwaited(of change: ChangeName) -> ArraySlice<AwaitedEntry> {
        guard !awaited.isEmpty else { return [] }
        let start = awaited.partitionPoint { $0.name.change < change }
        let superseded = awaited[start...].prefix { $0.name.change == change }
        awaited.removeSubrange(superseded.indices)
        return superseded
    }

    /// Adds the entries of one write: no other entry of the record lies between them.
    private mutating func add(
        _ write: MergeableWrite,
        of change: MergeableChange,
        except superseded: ArraySlice<AwaitedEntry>
    ) {
        let first = EntryPlace(
            field: write.field,
            name: EntryName(change: change.name, position: write.firstPosition)
        )
        var index = entries.count
        if let last = entries.last, first < last.place { index = entries.partitionPoint { $0.place < first } }
        for (position, content) in zip(write.firstPosition..., write.contents) {
            let name = EntryName(change: change.name, position: position)
            let awaited = AwaitedEntry(field: write.field, name: name)
            guard superseded.isEmpty || !superseded.contains(awaited) else { continue }
            let entry = Entry(
                field: write.field,
                name: name,
                time: change.time,
                content: content,
                isResolution: write.isResolution
            )
            if index == entries.count { entries.append(entry) } else { entries.insert(entry, at: index) }
            index += 1
        }
    }

    private mutating func takeUpContents(of change: MergeableChange) -> Bool {
        var hasChanged = false
        for write in change.writes {
            for (position, content) in zip(write.firstPosition..., write.contents) {
                let name = EntryName(change: change.name, position: position)
                guard let index = index(of: EntryPlace(field: write.field, name: name)),
                    entries[index].content.finality < content.finality
                else { continue }
                entries[index].content = content
                hasChanged = true
            }
        }
        return hasChanged
    }

    private func index(of place: EntryPlace) -> Int? {
        let index = entries.partitionPoint { $0.place < place }
        return index < entries.count && entries[index].place == place ? index : nil
    }
}

/// A change that a record's state has taken in.
public struct MergedChange: Hashable, Sendable {
    public let name: ChangeName
    public let time: HybridTime

    public init(name: ChangeName, time: HybridTime) {
        self.name = name
        self.time = time
    }
}

/// An entry that was superseded before its change arrived.
public struct AwaitedEntry: Hashable, Comparable, Sendable {
    /// The field of the write that superseded it; an entry of another field is not meant.
    public let field: FieldNumber
    public let name: EntryName

    public init(field: FieldNumber, name: EntryName) {
        self.field = field
        self.name = name
    }

    public static func < (left: Self, right: Self) -> Bool {
        left.name == right.name ? left.field < right.field : left.name < right.name
    }
}

/// Why a state cannot be read back.
public enum MergeError: Error, Hashable, Sendable {
    /// A stored state cannot be read: the store is damaged, and can be rebuilt from its segments.
    case damagedState
}
