/// One field as it is shown.
public struct FieldView: Hashable, Sendable {
    /// Whether the live values agree, and if not, who settles it.
    public enum Status: Hashable, Sendable {
        /// One value, or equal values.
        case single
        /// Several values, settled by the policy; every other value is one step away.
        case settled
        /// Several values, waiting for a person.
        case open
        /// A set.
        case set
    }

    public let number: FieldNumber
    /// The value to show; `nil` if there is none, or it was cleared, redacted or is missing, and for a set.
    public let shown: Value?
    /// All live entries: the shown one first, then descending in the total order, those without a value last.
    public let live: [Entry]
    public let status: Status

    /// Whether one of the live values was erased.
    public var isRedacted: Bool { live.contains { $0.content == .redacted } }

    /// The values of a set, each once, in the order of their bytes.
    public var elements: [Value] {
        if live.count == 1 { return live.compactMap(\.content.shownValue) }
        return Set(live.compactMap(\.content.valueBytes))
            .sorted { $0.lexicographicallyPrecedes($1) }
            .map { Value(readingAny: $0) }
            .filter { $0 != .empty }
    }
}

extension FieldView {
    init(number: FieldNumber, entries: [Entry], policy: MergePolicy) {
        self.number = number
        var live = entries.count == 1 ? entries : entries.sorted { $0.isShownBefore($1) }
        if case .highest(let order) = policy { live.moveHighestToFront(by: order) }
        self.live = live
        status = Self.status(of: live, policy: policy)
        shown = status == .set ? nil : live.first?.content.shownValue
    }

    /// Whether different values wait for a person; a redacted or missing entry makes no conflict.
    ///
    /// They wait where people must decide, and wherever one of them is a resolution: what a person has
    /// settled is never unsettled in silence.
    private static func status(of live: [Entry], policy: MergePolicy) -> Status {
        if case .union = policy { return .set }
        guard live.count > 1 else { return .single }
        let withValue = live.filter { $0.content.valueBytes != nil }
        guard Set(withValue.map(\.content)).count > 1 else { return .single }
        if case .decide = policy { return .open }
        return withValue.contains(where: \.isResolution) ? .open : .settled
    }
}

extension [Entry] {
    /// Among equal ranks the one that comes first, and so is the latest, wins.
    fileprivate mutating func moveHighestToFront(by order: DeclaredOrder) {
        guard count > 1 else { return }
        let ranks = map { order.rank(of: $0.content) }
        guard let highest = ranks.max(), let index = ranks.firstIndex(of: highest) else { return }
        insert(remove(at: index), at: 0)
    }
}

extension Entry {
    /// Values before entries without one; then the later before the earlier.
    fileprivate func isShownBefore(_ other: Entry) -> Bool {
        let hasValue = content.valueBytes != nil
        guard hasValue == (other.content.valueBytes != nil) else { return hasValue }
        return isLater(than: other)
    }
}

extension EntryContent {
    /// The value as it is shown; `nil` where it was cleared or erased, or has not come yet.
    public var shownValue: Value? {
        guard let bytes = valueBytes else { return nil }
        let value = Value(readingAny: bytes)
        return value == .empty ? nil : value
    }
}
