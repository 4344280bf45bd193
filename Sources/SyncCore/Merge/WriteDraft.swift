/// The write that a person's edits of one field come to, seen from its live entries.
struct WriteDraft {
    /// Ascending by name.
    private let live: [Entry]
    private var values: [[UInt8]] = []
    private var superseded: Set<EntryName> = []
    private var isResolution = false

    init(live: [Entry]) {
        self.live = live
    }

    /// One value in the place of all; `set` and `clear`.
    mutating func set(_ value: [UInt8]) {
        replaceAll(by: [value])
        isResolution = Set(live.compactMap(\.content.valueBytes)).count > 1
    }

    mutating func replaceAll(by newValues: [[UInt8]]) {
        superseded = Set(live.map(\.name))
        isResolution = false
        values = newValues
    }

    mutating func add(_ elements: [[UInt8]]) {
        var known = contents
        for element in elements where known.insert(.value(element)).inserted { values.append(element) }
    }

    mutating func remove(_ elements: [[UInt8]]) {
        values.removeAll(where: elements.contains)
        for entry in live {
            if let value = entry.content.valueBytes, elements.contains(value) {
                superseded.insert(entry.name)
            }
        }
    }

    mutating func undo(to former: [[UInt8]]) {
        replaceAll(by: [])
        let resolutions = live.filter(\.isResolution)
        if !resolutions.isEmpty { superseded = Set(resolutions.map(\.name)) }
        add(former)
    }

    /// - Returns: `nil` if the field would hold the same as before.
    func write(to field: FieldNumber) -> Write? {
        guard contents != Set(live.map(\.content)) else { return nil }
        return Write(
            field: field,
            values: values,
            superseded: superseded.sorted(),
            isResolution: isResolution
        )
    }

    /// What the field will hold.
    private var contents: Set<EntryContent> {
        Set(live.filter { !superseded.contains($0.name) }.map(\.content) + values.map { .value($0) })
    }
}
