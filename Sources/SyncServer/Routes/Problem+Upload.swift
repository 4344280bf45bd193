import SyncCore

extension Refusal {
    /// The words for what goes wrong with photos on their way in or out.
    var uploadProblem: Problem {
        switch self {
        case .uploadOffsetDiffers(let offset):
            Problem(
                .uploadOffsetDiffers,
                detail: "The upload has \(offset) bytes. Nothing was added. Go on from there."
            )
        case .uploadUnderWay:
            Problem(
                .uploadUnderWay,
                detail:
                    "Another request adds to the same upload. Nothing was added. Ask where it stands later."
            )
        case .uploadVersion:
            Problem(
                .uploadVersion,
                detail:
                    "Uploads speak tus \(Tus.version): the header Tus-Resumable names it. Nothing was "
                    + "changed."
            )
        case .blobDiffers:
            Problem(
                .contentDiffers,
                detail: "What arrived is not the photo that the address names. It was thrown away; the "
                    + "sender's copy is untouched. Send it again from the beginning."
            )
        case .rangeNotSatisfiable(let size):
            Problem(.rangeNotSatisfiable, detail: "The photo has \(size) bytes. Ask for a part of those.")
        default: Problem(.internal, detail: "The server failed.")
        }
    }
}

/// The version of tus, the resumable upload protocol, that uploads speak.
///
/// Source: tus.io, "Resumable upload protocol 1.0.x": core protocol, creation, termination.
enum Tus {
    static let version = "1.0.0"
    static let extensions = "creation,termination"
}
