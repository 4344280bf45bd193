/// The state of one record: a multi-value register of live entries per field, and the changes that made it.
///
/// It is a pure function of the set of changes merged into it: any order, any repetition gives the same state
/// and the same ``storedBytes``. What is live follows from the entries alone, without a schema: an entry is
/// live if a permitted write of a merged change made it, and no permitted write of another merged change to
/// the same field superseded it.
public struct RecordState: Hashable, Sendable {
    /// Every change that was merged, also those whose writes did not count.
    public internal(set) var changes: [ChangeName: HybridTime] = [:]
    /// The fields that hold at least one live entry.
    public internal(set) var registers: [FieldNumber: Register] = [:]
    /// Entries that were superseded before their change arrived, by that change.
    ///
    /// A reference to what never arrives, or stands in another record, stays here for ever and does nothing.
    public internal(set) var awaited: [ChangeName: Set<AwaitedEntry>] = [:]

    public init() {}

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
        guard changes[change.name] == nil else { return takeUpContents(of: change) }
        changes[change.name] = change.time
        let superseded = awaited.removeValue(forKey: change.name) ?? []
        if registers.isEmpty { registers.reserveCapacity(change.writes.count) }
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
        if registers[field]?.remove(name) == true {
            if registers[field]?.entries.isEmpty == true { registers[field] = nil }
        } else if changes[name.change] == nil {
            awaited[name.change, default: []].insert(AwaitedEntry(field: field, position: name.position))
        }
    }

    private mutating func add(
        _ write: MergeableWrite,
        of change: MergeableChange,
        except superseded: Set<AwaitedEntry>
    ) {
        var entries: [Entry] = []
        entries.reserveCapacity(write.contents.count)
        for (position, content) in zip(write.firstPosition..., write.contents)
        where !superseded.contains(AwaitedEntry(field: write.field, position: position)) {
            entries.append(
                Entry(
                    name: EntryName(change: change.name, position: position),
                    time: change.time,
                    content: content,
                    isResolution: write.isResolution
                )
            )
        }
        guard !entries.isEmpty else { return }
        registers[write.field, default: Register()].insert(run: entries)
    }

    private mutating func takeUpContents(of change: MergeableChange) -> Bool {
        var hasChanged = false
        for write in change.writes {
            for (position, content) in zip(write.firstPosition..., write.contents) {
                let name = EntryName(change: change.name, position: position)
                if registers[write.field]?.takeUp(content, of: name) == true { hasChanged = true }
            }
        }
        return hasChanged
    }
}

/// An entry that was superseded before its change arrived: its place in that change.
public struct AwaitedEntry: Hashable, Sendable {
    /// The field of the write that superseded it; an entry of another field is not meant.
    public let field: FieldNumber
    public let position: UInt32

    public init(field: FieldNumber, position: UInt32) {
        self.field = field
        self.position = position
    }
}

/// Why a state cannot be read back.
public enum MergeError: Error, Hashable, Sendable {
    /// A stored state cannot be read: the store is damaged, and can be rebuilt from its segments.
    case damagedState
}
