public import SyncCore

/// Checks edits before they are saved, and reports everything that is wrong at once.
///
/// A merge never asks it: what two people wrote apart is kept, whatever it adds up to.
public struct Validator: Sendable {
    private let kind: KindDefinition
    private let existing: RecordView?

    /// Checks edits of `existing`, the record as it is; `nil` if they create it.
    public init(kind: KindDefinition, existing: RecordView? = nil) {
        self.kind = kind
        self.existing = existing
    }

    /// Checks an edit of a record of any kind.
    public static func problems(with edit: RecordEdit, existing: RecordView? = nil) -> [InputProblem] {
        guard let kind = Catalogue.kind(edit.record.kind) else {
            return [InputProblem(.unknownKindNumber(edit.record.kind))]
        }
        return Validator(kind: kind, existing: existing).problems(with: edit.edits)
    }

    /// In the order of the edits, then what the record lacks, then what does not agree.
    public func problems(with edits: [FieldEdit]) -> [InputProblem] {
        var problems = edits.flatMap(problems(with:))
        if existing == nil, !edits.contains(.withdraw) { problems += missing(after: edits) }
        return problems + disagreements(after: edits)
    }

    private func problems(with edit: FieldEdit) -> [InputProblem] {
        switch edit {
        case .set(let number, let value): check([value], of: number, asSet: false)
        case .add(let number, let values): check(values, of: number, asSet: true)
        case .clear(let number): checkClear(number)
        case .remove(let number, _): checkSet(number)
        // What a withdrawal lists is the engine's own.
        case .undo(.withdrawal, _): []
        case .undo(let number, let former): former.flatMap { check([$0], of: number, asSet: false) }
        case .withdraw, .restore: []
        }
    }

    private func check(_ values: [Value], of number: FieldNumber, asSet: Bool) -> [InputProblem] {
        guard let field = kind[number] else { return [InputProblem(.unknownFieldNumber(number))] }
        guard field.isSet == asSet else { return [InputProblem(.setMismatch, field: field)] }
        let problems = values.flatMap { value in
            ValueCheck.reasons(against: value, in: field).map { InputProblem($0, field: field) }
        }
        guard field.isKey, let value = values.first, let held = existing?[number]?.shown,
            !NaturalKey.sameKeyPart(value, held)
        else { return problems }
        return problems + [InputProblem(.keyChanged, field: field)]
    }

    private func checkClear(_ number: FieldNumber) -> [InputProblem] {
        guard let field = kind[number] else { return [InputProblem(.unknownFieldNumber(number))] }
        guard existing != nil else { return [] }
        if field.isKey { return [InputProblem(.keyChanged, field: field)] }
        return field.isRequired ? [InputProblem(.missing, field: field)] : []
    }

    private func checkSet(_ number: FieldNumber) -> [InputProblem] {
        guard let field = kind[number] else { return [InputProblem(.unknownFieldNumber(number))] }
        return field.isSet ? [] : [InputProblem(.setMismatch, field: field)]
    }

    private func missing(after edits: [FieldEdit]) -> [InputProblem] {
        let given = Set(edits.compactMap(\.givenField))
        let single = kind.fields
            .filter { $0.isRequired && !given.contains($0.number) }
            .map { InputProblem(.missing, field: $0) }
        let grouped = kind.needsOneOf.filter(given.isDisjoint(with:)).map { numbers in
            InputProblem(.missingOneOf(numbers.compactMap { kind[$0] }))
        }
        return single + grouped
    }

    // MARK: What must agree

    /// Pairs of fields of which the second does not lie before the first.
    private static let ordered: [KindNumber: (FieldNumber, FieldNumber)] = [
        .walk: (Walk.startedAt.number, Walk.endedAt.number),
        .survey: (Survey.openedOn.number, Survey.closedOn.number),
    ]

    private func disagreements(after edits: [FieldEdit]) -> [InputProblem] {
        if kind.number == .weeklyAssessment { return weekProblems(after: edits) }
        guard let (first, second) = Self.ordered[kind.number],
            edits.contains(where: { $0.givenField == first || $0.givenField == second }),
            let earlier = kind[first], let later = kind[second]
        else { return [] }
        return switch (value(of: first, after: edits), value(of: second, after: edits)) {
        case (.instant(let start), .instant(let end)) where end.milliseconds < start.milliseconds:
            [InputProblem(.before(earlier), field: later)]
        case (.date(let start), .date(let end)) where end < start:
            [InputProblem(.before(earlier), field: later)]
        default: []
        }
    }

    private func weekProblems(after edits: [FieldEdit]) -> [InputProblem] {
        let field = WeeklyAssessment.isoWeek.definition
        guard edits.contains(where: { $0.givenField == field.number }),
            case .integer(let year) = value(of: WeeklyAssessment.isoYear.number, after: edits),
            case .integer(let week) = value(of: field.number, after: edits),
            (2_000...2_100).contains(year), (1...53).contains(week),
            ISOWeek(year: Int(year), week: Int(week)) == nil
        else { return [] }
        return [InputProblem(.noSuchWeek(year: Int(year), week: Int(week)), field: field)]
    }

    private func value(of field: FieldNumber, after edits: [FieldEdit]) -> Value? {
        edits.settingValue(of: field) ?? (edits.contains(.clear(field)) ? nil : existing?[field]?.shown)
    }
}

extension FieldEdit {
    /// The field that the edit gives a value to.
    fileprivate var givenField: FieldNumber? {
        switch self {
        case .set(let field, _): field
        case .add(let field, let values): values.isEmpty ? nil : field
        default: nil
        }
    }
}
