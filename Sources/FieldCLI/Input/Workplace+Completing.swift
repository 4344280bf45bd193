import FieldModel
import Situation
import SyncCore

/// What follows from what a person typed, and is written beside it.
extension Workplace {
    /// The edit with the area of its place, where neither it nor the record has one.
    func withArea(_ edit: RecordEdit) throws(StoreError) -> RecordEdit {
        guard let kind = Catalogue.kind(edit.record.kind), let area = kind.areaField,
            let place = kind.placeField, case .id(let id)? = edit.value(of: place.number),
            edit.value(of: area.number) == nil,
            try replica.record(edit.record, in: space)?[area.number]?.shown == nil,
            let found = try replica.record(RecordKey(kind: .place, id: id), in: space)?[Place.area]
        else { return edit }
        return RecordEdit(record: edit.record, edits: edit.edits + [.set(area.number, .id(found))])
    }

    /// The edit with what the model proposes, where it gives an area its level for a week in which somebody
    /// was there or reported.
    func withProposal(_ edit: RecordEdit) throws(StoreError) -> RecordEdit {
        guard edit.record.kind == .weeklyAssessment, edit.value(of: WeeklyAssessment.level.number) != nil,
            edit.value(of: WeeklyAssessment.proposedLevel.number) == nil
        else { return edit }
        let held = try replica.record(edit.record, in: space)
        func value<Content>(_ field: Field<Content>) -> Content? {
            edit.value(of: field.number).flatMap(Content.init(fieldValue:)) ?? held?[field]
        }
        guard let area = value(WeeklyAssessment.area), let year = value(WeeklyAssessment.isoYear),
            let number = value(WeeklyAssessment.isoWeek), let week = ISOWeek(year: year, week: number)
        else { return edit }
        let proposal = WeeklyLevel(of: try levelSnapshot()).proposal(area: area, week: week)
        guard proposal.coverage == .observed else { return edit }
        return RecordEdit(
            record: edit.record,
            edits: edit.edits + [.set(WeeklyAssessment.proposedLevel, proposal.level.rawValue)]
        )
    }
}

extension RecordEdit {
    /// What it sets a field to.
    fileprivate func value(of field: FieldNumber) -> Value? {
        for case .set(field, let value) in edits.reversed() { return value }
        return nil
    }
}
