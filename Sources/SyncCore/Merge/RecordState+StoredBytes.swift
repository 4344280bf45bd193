import FoundationEssentials
import SwiftProtobuf

extension RecordState {
    /// A `RecordState` message (Wire/state.proto) in canonical order: equal states are equal bytes.
    public var storedBytes: [UInt8] {
        var stored = StoredRecordState()
        let names = changes.keys.sorted()
        let logs = sortedLogs
        stored.logs = logs.map { Data($0.bytes) }
        stored.changeLog = names.map { UInt32(logs.index(ofSorted: $0.log)) }
        stored.changeNumber = names.map(\.number)
        stored.changePrefix = names.map(\.leafPrefix)
        stored.changeTime = names.map { changes[$0]?.rawValue ?? 0 }
        for (field, register) in registers.sorted(by: { $0.key < $1.key }) {
            for entry in register.entries {
                stored.append(entry, of: field, change: UInt32(names.index(ofSorted: entry.name.change)))
            }
        }
        appendAwaited(to: &stored, logs: logs)
        guard let bytes: [UInt8] = try? stored.serializedBytes() else {
            preconditionFailure("a message without required fields and far below 2 GiB always encodes")
        }
        return bytes
    }

    /// The logs of all changes, merged or awaited, ascending.
    private var sortedLogs: [LogID] {
        var logs = changes.keys.map(\.log)
        logs.append(contentsOf: awaited.keys.map(\.log))
        guard logs.count > 1 else { return logs }
        return Set(logs).sorted()
    }

    private func appendAwaited(to stored: inout StoredRecordState, logs: [LogID]) {
        guard !awaited.isEmpty else { return }
        let entries = awaited.flatMap { change, entries in
            entries.map { (field: $0.field, name: EntryName(change: change, position: $0.position)) }
        }
        for (field, name) in entries.sorted(by: { ($0.field, $0.name) < ($1.field, $1.name) }) {
            stored.awaitedField.append(field.rawValue)
            stored.awaitedLog.append(UInt32(logs.index(ofSorted: name.change.log)))
            stored.awaitedNumber.append(name.change.number)
            stored.awaitedPrefix.append(name.change.leafPrefix)
            stored.awaitedPosition.append(name.position)
        }
    }

    /// Reads what ``storedBytes`` gave.
    ///
    /// - Throws: ``MergeError/damagedState`` for bytes that no state gives.
    public init(storedBytes: [UInt8]) throws(MergeError) {
        guard let stored = try? StoredRecordState(serializedBytes: storedBytes), stored.hasEqualColumns else {
            throw .damagedState
        }
        let logs = try stored.readLogs()
        let names = try stored.readChanges(logs: logs)
        changes.reserveCapacity(names.count)
        for (name, time) in zip(names, stored.changeTime) { changes[name] = HybridTime(rawValue: time) }
        registers = try stored.readRegisters(changes: names)
        awaited = try stored.readAwaited(logs: logs)
    }
}

/// What an entry is besides its value.
private enum EntryFlags {
    static let resolution: UInt32 = 1
    static let redacted: UInt32 = 2
    static let missing: UInt32 = 4
}

extension StoredRecordState {
    fileprivate mutating func append(_ entry: Entry, of field: FieldNumber, change: UInt32) {
        var flags = entry.isResolution ? EntryFlags.resolution : 0
        switch entry.content {
        case .value(let bytes): entryValue.append(Data(bytes))
        case .redacted:
            flags |= EntryFlags.redacted
            entryValue.append(Data())
        case .missing:
            flags |= EntryFlags.missing
            entryValue.append(Data())
        }
        entryField.append(field.rawValue)
        entryChange.append(change)
        entryPosition.append(entry.name.position)
        entryFlags.append(flags)
    }

    fileprivate var hasEqualColumns: Bool {
        [changeNumber.count, changePrefix.count, changeTime.count].allSatisfy { $0 == changeLog.count }
            && [entryChange.count, entryPosition.count, entryFlags.count, entryValue.count]
                .allSatisfy { $0 == entryField.count }
            && [awaitedLog.count, awaitedNumber.count, awaitedPrefix.count, awaitedPosition.count]
                .allSatisfy { $0 == awaitedField.count }
    }

    fileprivate func readLogs() throws(MergeError) -> [LogID] {
        let read = logs.compactMap { LogID(bytes: $0) }
        guard read.count == logs.count, read.isStrictlyAscending else { throw .damagedState }
        return read
    }

    fileprivate func readChanges(logs: [LogID]) throws(MergeError) -> [ChangeName] {
        var names: [ChangeName] = []
        names.reserveCapacity(changeLog.count)
        for index in changeLog.indices {
            guard changeLog[index] < UInt32(logs.count) else { throw .damagedState }
            names.append(
                ChangeName(
                    log: logs[Int(changeLog[index])],
                    number: changeNumber[index],
                    leafPrefix: changePrefix[index]
                )
            )
        }
        guard names.isStrictlyAscending else { throw .damagedState }
        return names
    }

    fileprivate func readRegisters(changes: [ChangeName]) throws(MergeError) -> [FieldNumber: Register] {
        var registers: [FieldNumber: Register] = [:]
        for index in entryField.indices {
            guard entryChange[index] < UInt32(changes.count) else { throw .damagedState }
            let change = Int(entryChange[index])
            let entry = Entry(
                name: EntryName(change: changes[change], position: entryPosition[index]),
                time: HybridTime(rawValue: changeTime[change]),
                content: try readContent(at: index),
                isResolution: entryFlags[index] & EntryFlags.resolution != 0
            )
            registers[FieldNumber(rawValue: entryField[index]), default: Register()].entries.append(entry)
        }
        guard registers.values.allSatisfy({ $0.entries.map(\.name).isStrictlyAscending }) else {
            throw .damagedState
        }
        return registers
    }

    private func readContent(at index: Int) throws(MergeError) -> EntryContent {
        switch entryFlags[index] & ~EntryFlags.resolution {
        case 0: .value(Array(entryValue[index]))
        case EntryFlags.redacted: .redacted
        case EntryFlags.missing: .missing
        default: throw .damagedState
        }
    }

    fileprivate func readAwaited(logs: [LogID]) throws(MergeError) -> [ChangeName: Set<AwaitedEntry>] {
        var awaited: [ChangeName: Set<AwaitedEntry>] = [:]
        for index in awaitedField.indices {
            guard awaitedLog[index] < UInt32(logs.count) else { throw .damagedState }
            let change = ChangeName(
                log: logs[Int(awaitedLog[index])],
                number: awaitedNumber[index],
                leafPrefix: awaitedPrefix[index]
            )
            awaited[change, default: []].insert(
                AwaitedEntry(
                    field: FieldNumber(rawValue: awaitedField[index]),
                    position: awaitedPosition[index]
                )
            )
        }
        return awaited
    }
}

extension Array where Element: Comparable {
    fileprivate var isStrictlyAscending: Bool {
        zip(self, dropFirst()).allSatisfy(<)
    }

    /// The index of an element that is in this ascending array.
    fileprivate func index(ofSorted element: Element) -> Int {
        partitionPoint { $0 < element }
    }
}
