/// A record as people and models meet it: one shown value a field, and what needs a person.
public struct RecordView: Hashable, Sendable {
    public let key: RecordKey
    /// The fields that hold a live entry, be it `empty`, redacted or missing; ascending by number.
    ///
    /// The engine's own ``FieldNumber/withdrawal`` is not among them.
    public let fields: [FieldView]
    /// There is a live withdrawal, and every other live entry is in the list of one.
    public let isWithdrawn: Bool
    /// There is a live withdrawal, and a live entry that none of them lists: an open conflict.
    public let isWithdrawalContested: Bool
    /// The least and the greatest time of the changes.
    public let createdAt: HybridTime
    public let changedAt: HybridTime

    public subscript(field: FieldNumber) -> FieldView? { index(of: field).map { fields[$0] } }

    /// The value to show of a field; `nil` if there is none.
    ///
    /// It is what ``subscript(_:)`` holds, without its entries: models ask it of every record there is.
    public func shown(_ field: FieldNumber) -> Value? { index(of: field).flatMap { fields[$0].shown } }

    // By places, since to walk through the fields themselves counts references to each.

    public var hasOpenConflict: Bool {
        isWithdrawalContested || fields.indices.contains { fields[$0].status == .open }
    }

    private func index(of field: FieldNumber) -> Int? { fields.indices.first { fields[$0].number == field } }
}

extension RecordState {
    /// The record as its kind's policies show it; a field that the schema does not know is shown as `latest`.
    public func view(of key: RecordKey, schema: KindSchema?) -> RecordView {
        var fields: [FieldView] = []
        fields.reserveCapacity(entries.count)
        var rest = entries[...]
        while let number = rest.first?.field {
            let register = rest.prefix { $0.field == number }
            rest = rest[register.endIndex...]
            guard number != .withdrawal else { continue }
            let policy = schema?[number]?.policy ?? .latest
            fields.append(FieldView(number: number, entries: Array(register), policy: policy))
        }
        let withdrawal = withdrawalStanding
        return RecordView(
            key: key,
            fields: fields,
            isWithdrawn: withdrawal == .withdrawn,
            isWithdrawalContested: withdrawal == .contested,
            createdAt: changes.lazy.map(\.time).min() ?? HybridTime(rawValue: 0),
            changedAt: changes.lazy.map(\.time).max() ?? HybridTime(rawValue: 0)
        )
    }
}
