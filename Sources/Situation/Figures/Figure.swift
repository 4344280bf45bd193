public import FieldModel
public import SyncCore

/// A published figure, as the models read it from a record of the kind statistic.
public struct Figure: Hashable, Sendable {
    public let key: RecordKey
    public let series: String
    /// As the source writes it.
    public let subject: String
    /// Under which it is counted: the subject, or what somebody has joined it with.
    public let category: String
    /// The part of a table that it stands in.
    public let group: String?
    /// Whether the source prints it as a sum of others.
    public let isTotal: Bool
    public let period: FigurePeriod
    public let value: Quantity
    public let unit: String?
    public let source: String
    public let retrievedOn: CalendarDate?
    /// What the source compares it with.
    public let referenceSubject: String?
    /// Whether a person has still to settle something about it.
    public let isContested: Bool

    /// - Returns: `nil` for a withdrawn record, one of another kind, and one without a value.
    public init?(_ view: RecordView) {
        guard view.key.kind == .statistic, !view.isWithdrawn, let series = view[Statistic.series],
            let subject = view[Statistic.subject], let period = view[Statistic.period],
            let value = view[Statistic.value]
        else { return nil }
        key = view.key
        self.series = series
        self.subject = subject
        category = view[Statistic.countedAs] ?? subject
        group = view[Statistic.group]
        isTotal = view[Statistic.isTotal] ?? false
        self.period = FigurePeriod(period)
        self.value = value
        unit = view[Statistic.unit]
        source = view[Statistic.source] ?? ""
        retrievedOn = view[Statistic.retrievedOn]
        referenceSubject = view[Statistic.referenceSubject]
        isContested = view.hasOpenConflict
    }

    /// The value as a count; `nil` for what is none.
    public var count: Int? {
        value.units >= 0 && value.units % Self.unitsPerWhole == 0
            ? Int(value.units / Self.unitsPerWhole) : nil
    }

    static let unitsPerWhole: Int64 = 1_000

    /// By series, group, sums last, category, subject, period and id.
    static func inOrder(_ left: Figure, _ right: Figure) -> Bool {
        let (leftGroup, rightGroup) = (left.group ?? "", right.group ?? "")
        if left.series != right.series { return left.series < right.series }
        if leftGroup != rightGroup { return leftGroup < rightGroup }
        if left.isTotal != right.isTotal { return !left.isTotal }
        if left.category != right.category { return left.category < right.category }
        if left.subject != right.subject { return left.subject < right.subject }
        return (left.period.description, left.key) < (right.period.description, right.key)
    }
}

extension Snapshot {
    /// The published figures, in an order that follows from them alone.
    public var figures: [Figure] {
        records(of: .statistic).compactMap(Figure.init).sorted(by: Figure.inOrder)
    }
}
