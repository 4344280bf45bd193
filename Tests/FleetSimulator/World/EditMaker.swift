import SyncCore
import TestSupport

/// Makes up what a person does to one record that is in front of him.
struct EditMaker {
    let dice: Dice
    /// `nil` if there is no such record yet.
    let view: RecordView?
    let kind: KindSchema
    let rights: Rights
    /// Stands in every text.
    let canary: String
    /// The values that were ever written to a field.
    let former: (FieldNumber) -> [Value]

    /// At most one edit a field; a withdrawal alone.
    func edits() -> [FieldEdit] {
        let isThere = view?.fields.isEmpty == false
        if isThere, dice.chance(6) { return [.withdraw] }
        var edits: [FieldEdit] = []
        let isWithdrawn = view?.isWithdrawn == true || view?.isWithdrawalContested == true
        if isWithdrawn, dice.chance(40) { edits.append(.restore) }
        for field in kind.fields where mayWrite(field.number) && dice.chance(40) {
            edits.append(edit(of: field))
        }
        return edits.isEmpty ? [.set(TestSchema.title, title())] : edits
    }

    private func mayWrite(_ field: FieldNumber) -> Bool {
        Writer.member(rights).mayWrite(field, of: kind.number)
    }

    private func edit(of field: FieldSchema) -> FieldEdit {
        guard field.policy != .union else { return setEdit(of: field) }
        let hasResolution = view?[field.number]?.live.contains(where: \.isResolution) == true
        if dice.chance(hasResolution ? 40 : 6) {
            return .undo(field.number, former: Array(dice.shuffled(former(field.number)).prefix(2)))
        }
        return dice.chance(8) ? .clear(field.number) : .set(field.number, value(of: field))
    }

    private func setEdit(of field: FieldSchema) -> FieldEdit {
        let elements = (0...dice.number(in: 0...2)).map { _ in dice.chance(30) ? photo() : title() }
        return dice.chance(35) ? .remove(field.number, elements) : .add(field.number, elements)
    }

    private func value(of field: FieldSchema) -> Value {
        switch field.type {
        case .text: title()
        case .date: .date(CalendarDate(daysSinceEpoch: Int32(dice.number(in: 20_000...20_003))))
        default: .enumeration(UInt32(dice.number(in: 0...3)))
        }
    }

    /// Few different ones, so that people write the same now and then.
    private func title() -> Value { .text(words()) }

    private func photo() -> Value { SimulatedPhoto.value(captioned: words()) }

    private func words() -> String {
        dice.chance(15) ? Secret.words(in: canary, by: dice) : "\(canary) \(dice.number(in: 1...5))"
    }
}
