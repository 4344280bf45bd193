import FieldModel
import SyncCore

/// What a reviewer finds of a record, with a reason.
struct ApprovalForm: DeedForm {
    let approval: String
    let reason: String?
    let seen: String

    var typed: String { reason ?? "" }

    func deed(on view: RecordView, reading: ReadingContext) throws -> ReviewDesk.Deed {
        guard let approval = Approval.allCases.first(where: { $0.definition.identifier == approval }) else {
            throw ReviewRefusal.noSuchChoice
        }
        var edits: [FieldEdit] = [.set(Review.approval.number, .enumeration(approval.rawValue))]
        if let reason, case .text(let text) = Value.canonicalText(reason), !text.isEmpty {
            edits.append(.set(Review.rejectedBecause.number, .text(text)))
        } else if approval == .rejected {
            let field = Catalogue.kind(view.key.kind)?[Review.rejectedBecause.number]
            throw ReviewRefusal.problems([InputProblem(.missing, field: field)])
        } else if view[Review.rejectedBecause] != nil {
            // The reason of a former decision is none of this one.
            edits.append(.clear(Review.rejectedBecause.number))
        }
        return ReviewDesk.Deed(record: view.key, edits: edits, seen: .field(seen))
    }
}
