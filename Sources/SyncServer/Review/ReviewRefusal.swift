import FieldModel

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
