import FieldModel
import Situation
import SyncCore

/// Which records a list, a map or an export shows.
///
/// All that is given must hold.
struct RecordFilter: Hashable, Sendable {
    /// What a reviewer has found, or that none has looked.
    enum Reviewed: Hashable, Sendable {
        case asApproval(Approval)
        case notYet
    }

    var kind: KindNumber?
    var area: RecordID?
    var reviewed: Reviewed?
    /// The first and the last day of the records' own time, by the calendar of Stockholm.
    var from: CalendarDate?
    var until: CalendarDate?
    /// Words that must occur, in whatever order.
    var text = ""
    /// A pseudonym.
    var assignedTo: String?
    var onlyConflicts = false
    /// What has come since the person last looked.
    var onlyNew = false
    var includesWithdrawn = false

    /// The records that meet it, the newest change first.
    ///
    /// Complexity: O(*n*) in the records of the picture.
    ///
    /// - Parameters:
    ///   - picture: whose records.
    ///   - news: the records that are new to the person; asked for by ``onlyNew``.
    /// - Returns: those records.
    func records(in picture: Picture, news: Set<RecordKey> = []) -> [RecordView] {
        let words = text.lowercased().split(whereSeparator: \.isWhitespace)
        return picture.newestFirst.filter { view in
            isMet(by: view) && (!onlyNew || news.contains(view.key))
                && (area == nil || picture.snapshot.area(of: view) == area)
                && (words.isEmpty || words.allSatisfy { picture.text(of: view.key).contains($0) })
        }
    }

    /// All that the record alone tells.
    private func isMet(by view: RecordView) -> Bool {
        if let kind, view.key.kind != kind { return false }
        if view.isWithdrawn, !includesWithdrawn { return false }
        if onlyConflicts, !view.hasOpenConflict { return false }
        if let assignedTo, view[Review.assignedTo] != assignedTo { return false }
        switch reviewed {
        case nil: break
        case .notYet: if view[Review.approval.number]?.shown != nil { return false }
        case .asApproval(let approval): if view[Review.approval] != approval { return false }
        }
        guard from != nil || until != nil else { return true }
        guard let day = view.day else { return false }
        return from.map { $0 <= day } ?? true && until.map { day <= $0 } ?? true
    }
}

extension RecordView {
    /// When it happened, or is due; `nil` if it is of no time.
    var time: Value? { Catalogue.kind(key.kind)?.timeField.flatMap { self[$0.number]?.shown } }

    /// The day of ``time``, by the calendar of Stockholm.
    var day: CalendarDate? {
        switch time {
        case .date(let date): date
        case .instant(let instant): Stockholm.date(of: instant)
        default: nil
        }
    }
}
