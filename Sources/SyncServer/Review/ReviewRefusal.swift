import FieldModel
import SyncCore

/// Why what a person asks for in the browser is not written; nothing was.
enum ReviewRefusal: Error, Hashable, Sendable {
    /// Somebody has written the same field since the page was made.
    case changedMeanwhile
    /// What was typed cannot be taken.
    case problems([InputProblem])
    /// The person has not the right.
    case notPermitted
    /// The form names a choice that is not there.
    case noSuchChoice
}

extension ReviewRefusal {
    /// What a person is told of an error of the store; `nil` for one that is not about what was asked.
    init?(_ error: StoreError) {
        switch error {
        case .changedMeanwhile: self = .changedMeanwhile
        case .notPermitted: self = .notPermitted
        default: return nil
        }
    }
}
