import FieldModel
import SyncCore

/// One page of records of several kinds, newest change first.
///
/// A filter such as the area is another field in each kind, so each kind is asked for itself; kinds that do
/// not have the field have nothing to show.
struct Listing {
    let workplace: Workplace
    let kinds: [KindDefinition]
    let filter: FilterOptions

    /// The records, and where the next page begins; `nil` on the last one.
    func page() throws -> (records: [RecordView], next: String?) {
        var found: [RecordView] = []
        var hasMore = false
        try checkStatus()
        for kind in kinds {
            guard let query = try query(for: kind) else { continue }
            let page = try workplace.replica.records(matching: query, in: workplace.space)
            found += page.records
            hasMore = hasMore || page.next != nil
        }
        found.sort { left, right in
            if left.changedAt != right.changedAt { return left.changedAt > right.changedAt }
            return left.key < right.key
        }
        hasMore = hasMore || found.count > filter.limit
        let shown = Array(found.prefix(filter.limit))
        return (shown, hasMore ? shown.last.map(RecordPage.cursor(after:)) : nil)
    }

    /// A status that none of the kinds has is a slip, not a search without results.
    private func checkStatus() throws {
        guard let text = filter.status else { return }
        var refusal: InputProblem?
        for field in kinds.compactMap(\.statusField) {
            let reader = ValueReader(field: field, context: workplace.finder.context(today: workplace.today))
            do throws(InputProblem) {
                _ = try reader.value(from: text)
                return
            } catch {
                // One that offers a nearest name helps more than one that lists its choices.
                if refusal.map({ !$0.offersNames }) ?? true { refusal = error }
            }
        }
        if let refusal { throw CommandError.notUnderstood(refusal) }
    }

    /// `nil` if the kind lacks a field that is filtered by.
    private func query(for kind: KindDefinition) throws -> RecordQuery? {
        var query = RecordQuery()
        query.kinds = [kind.number]
        query.text = filter.text
        query.includesWithdrawn = filter.withdrawn
        query.onlyOpenConflicts = filter.conflicts
        query.limit = filter.limit
        query.cursor = filter.cursor
        for (text, field) in [
            (filter.area, kind.areaField), (filter.place, kind.placeField), (filter.status, kind.statusField),
        ] {
            guard let text else { continue }
            guard let field, let value = try value(text, of: field) else { return nil }
            query.conditions.append(RecordQuery.Condition(field: field.number, comparison: .equals(value)))
        }
        guard filter.from != nil || filter.until != nil else { return query }
        guard let field = kind.timeField else { return nil }
        query.conditions.append(
            RecordQuery.Condition(
                field: field.number,
                comparison: .between(try start(of: field), try end(of: field))
            )
        )
        return query
    }

    /// `nil` for a choice that this kind does not have, where several kinds are listed and another may.
    private func value(_ text: String, of field: FieldDefinition) throws -> Value? {
        let finder = workplace.finder
        let reader = ValueReader(field: field, context: finder.context(today: workplace.today))
        let read = Result { () throws(InputProblem) in try reader.value(from: text) }
        try finder.check()
        switch read {
        case .success(let value): return value
        case .failure(let error):
            if case .unknownWord = error.reason, kinds.count > 1 { return nil }
            throw CommandError.notUnderstood(error)
        }
    }

    private func start(of field: FieldDefinition) throws -> Value? {
        try filter.from.map { try moment($0, of: field, dayEnds: false) }
    }

    private func end(of field: FieldDefinition) throws -> Value? {
        try filter.until.map { try moment($0, of: field, dayEnds: true) }
    }

    /// A time as the field has it; of a day alone its beginning or its end.
    private func moment(_ text: String, of field: FieldDefinition, dayEnds: Bool) throws -> Value {
        let typed = TypedTime(today: workplace.today)
        switch field.form {
        case .date:
            if let day = typed.date(from: text) { return .date(day) }
            if let time = typed.instant(from: text) { return .date(Stockholm.date(of: time)) }
        default:
            if let day = typed.date(from: text) {
                let start = Stockholm.instant(on: dayEnds ? day.adding(days: 1) : day, minuteOfDay: 0)
                return .instant(
                    Instant(
                        milliseconds: start.milliseconds - (dayEnds ? 1 : 0),
                        offsetMinutes: start.offsetMinutes
                    )
                )
            }
            if let time = typed.instant(from: text) { return .instant(time) }
        }
        throw CommandError.notUnderstood(InputProblem(.unreadable(text), field: field))
    }
}

extension InputProblem {
    fileprivate var offersNames: Bool {
        guard case .unknownWord(_, let nearest) = reason else { return false }
        return !nearest.isEmpty
    }
}
