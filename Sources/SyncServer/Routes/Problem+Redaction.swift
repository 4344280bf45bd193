import FieldModel
import SyncCore

/// The words for what keeps a redaction from being written.
extension RedactionRefusal {
    var problem: Problem {
        switch self {
        case .groundMissing, .groundTooLong, .groundNotPrintable, .groundHoldsPersonalData,
            .groundHoldsValue:
            Problem(.groundNotAccepted, detail: aboutGround + " Nothing was erased.")
        case .unknownEntry:
            Problem(
                .notFound,
                detail: "The record's field has no such entry. Nothing was erased. Look at its history."
            )
        case .nothingToRedact:
            Problem(
                .nothingToRedact,
                detail: "The field never held a value in this record. Nothing was erased."
            )
        case .alreadyRedacted:
            Problem(
                .alreadyRedacted,
                detail: "All values of the field are redacted already. Nothing more was erased."
            )
        case .tooManyChanges(let limit):
            Problem(
                .tooLarge,
                detail:
                    "More than \(limit) changes of the space hold the value. Nothing was erased. Redact in "
                    + "single records, or set a retention rule."
            )
        case .valueCannotStay:
            Problem(
                .tooLarge,
                detail:
                    "Another value of the same change is too large to stay without it. Nothing was erased. "
                    + "Redact the whole change."
            )
        }
    }

    private var aboutGround: String {
        switch self {
        case .groundTooLong: "A ground has at most \(ServerLimits.groundBytes) bytes."
        case .groundNotPrintable: "A ground has no control characters."
        case .groundHoldsPersonalData(let kind):
            "A ground stays for everybody to read, and this one holds a \(kind.label.english)."
        case .groundHoldsValue:
            "A ground stays for everybody to read, and this one says what is to be erased."
        default: "A redaction needs a legal ground, in words."
        }
    }
}
