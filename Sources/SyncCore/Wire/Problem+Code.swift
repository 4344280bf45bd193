extension Problem {
    /// Why a request was refused: what a program switches on.
    public enum Code: String, CaseIterable, Hashable, Sendable {
        case unauthorised
        case enrolmentCodeNotValid = "enrolment-code-not-valid"
        case membershipEnded = "membership-ended"
        case membershipNotConfirmed = "membership-not-confirmed"
        case notPermitted = "not-permitted"
        case notFound = "not-found"
        case methodNotAllowed = "method-not-allowed"
        case historyDiffers = "history-differs"
        case groundNotAccepted = "ground-not-accepted"
        case nothingToRedact = "nothing-to-redact"
        case alreadyRedacted = "already-redacted"
        case uploadOffsetDiffers = "upload-offset-differs"
        case uploadUnderWay = "upload-under-way"
        case uploadVersion = "upload-version"
        case contentDiffers = "content-differs"
        case rangeNotSatisfiable = "range-not-satisfiable"
        case gone
        case tooLarge = "too-large"
        case malformed
        case wrongSpace = "wrong-space"
        case wrongContentType = "wrong-content-type"
        case tooManyRequests = "too-many-requests"
        case `internal`
        case unavailable
        /// A code that this program does not know: the server is newer, or it is another server.
        case unknown

        /// The HTTP status that goes with the code.
        public var status: Int {
            switch self {
            case .malformed, .wrongSpace, .groundNotAccepted: 400
            case .unauthorised: 401
            case .enrolmentCodeNotValid, .membershipEnded, .membershipNotConfirmed, .notPermitted: 403
            case .notFound: 404
            case .methodNotAllowed: 405
            case .historyDiffers, .nothingToRedact, .alreadyRedacted, .uploadOffsetDiffers: 409
            case .gone: 410
            case .tooLarge: 413
            case .uploadVersion: 412
            case .wrongContentType: 415
            case .rangeNotSatisfiable: 416
            case .uploadUnderWay: 423
            // What tus 1.0 gives for a checksum that does not match.
            case .contentDiffers: 460
            case .tooManyRequests: 429
            case .internal, .unknown: 500
            case .unavailable: 503
            }
        }

        public var title: String {
            switch self {
            case .unauthorised: "A session is needed"
            case .enrolmentCodeNotValid: "The enrolment code is not valid"
            case .membershipEnded: "The membership has ended"
            case .membershipNotConfirmed: "The membership is not confirmed"
            case .notPermitted: "Not permitted"
            case .notFound: "Not found"
            case .methodNotAllowed: "Not with this method"
            case .historyDiffers: "The histories differ"
            case .groundNotAccepted: "The ground is not accepted"
            case .nothingToRedact: "There is nothing to redact"
            case .alreadyRedacted: "Redacted already"
            case .uploadOffsetDiffers: "The upload stands elsewhere"
            case .uploadUnderWay: "The upload is under way"
            case .uploadVersion: "Another version of tus is needed"
            case .contentDiffers: "The content is another"
            case .rangeNotSatisfiable: "The range is outside of the content"
            case .gone: "No longer there"
            case .tooLarge: "Too large"
            case .malformed: "Malformed"
            case .wrongSpace: "Wrong space"
            case .wrongContentType: "Wrong content type"
            case .tooManyRequests: "Too many requests"
            case .internal: "An error in the server"
            case .unavailable: "Not available now"
            case .unknown: "An unknown problem"
            }
        }
    }
}
