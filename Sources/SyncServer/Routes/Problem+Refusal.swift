import SwiftProtobuf
import SyncCore

/// The one place where a refusal gets its words: what happened, what is safe, what to do.
extension Refusal {
    /// Words for the refusal.
    ///
    /// - Parameter nonces: where a 401 gets the fresh nonce that the next session proof signs.
    /// - Returns: the problem document.
    /// - Throws: only if a signed head cannot be encoded.
    func problem(nonces: Nonces) throws -> Problem {
        switch self {
        case .sessionNeeded:
            Problem(
                .unauthorised,
                detail:
                    "The request has no valid session. Nothing was changed. Open a session with the "
                    + "nonce of this answer, then ask again.",
                nonce: nonces.make()
            )
        case .proofNotValid:
            Problem(
                .unauthorised,
                detail:
                    "The proof does not verify, or its nonce is not fresh. Nothing was changed. Sign the "
                    + "nonce of this answer with the key of the certificate that this server gave.",
                nonce: nonces.make()
            )
        case .redaction(let refusal): refusal.problem
        case .uploadOffsetDiffers, .uploadUnderWay, .uploadVersion, .blobDiffers, .rangeNotSatisfiable:
            uploadProblem
        case .rightMissing(let right):
            Problem(
                .notPermitted,
                detail:
                    "This takes the right \(right.names.joined(separator: ", ")), which the device does not "
                    + "have in this space. Nothing was changed. Ask the administrator."
            )
        case .codeNotValid, .membershipEnded, .membershipNotConfirmed, .othersLogs: membershipProblem
        case .historyDiffers(let head):
            Problem(
                .historyDiffers,
                detail:
                    "The server's history does not contain the place that was asked from: it may have "
                    + "been restored. Nothing was changed. Compare the signed head, then pull from the "
                    + "start and push what the server lacks.",
                head: try head.wire.serializedBytes()
            )
        default: plainProblem
        }
    }

    private var membershipProblem: Problem {
        switch self {
        case .codeNotValid:
            Problem(
                .enrolmentCodeNotValid,
                detail:
                    "The code is not known, was used, or has expired. Nothing was changed; what the "
                    + "device holds is safe. Ask the administrator for a new code."
            )
        case .membershipEnded:
            Problem(
                .membershipEnded,
                detail:
                    "The device's membership of this space has ended. Nothing was lost: it may still "
                    + "push what it wrote itself. Ask the administrator if this is a mistake."
            )
        case .membershipNotConfirmed:
            Problem(
                .membershipNotConfirmed,
                detail:
                    "The server has lost its list of members and does not know this device, though it has a "
                    + "certificate. Nothing was lost. The administrator has to confirm it: "
                    + "field-server confirm."
            )
        default:
            Problem(
                .notPermitted,
                detail:
                    "A former member may push its own logs only. Nothing of this push was stored; "
                    + "another device of the space can bring the rest."
            )
        }
    }

    private var plainProblem: Problem {
        switch self {
        case .methodNotAllowed(let allowed):
            Problem(
                .methodNotAllowed,
                detail: "Nothing was changed. The address takes \(allowed.joined(separator: ", ")) only."
            )
        case .momentPast:
            Problem(
                .gone,
                detail:
                    "The server has begun a new numbering since: it was restored. Nothing was changed. Ask "
                    + "/v1/spaces for the present one, and read from there."
            )
        case .unknownSpace, .unknownRecord, .unknownPath, .unknownKind, .unknownField, .unknownBlob,
            .unknownUpload:
            Problem(.notFound, detail: lookup)
        case .membersDoNotMatch, .malformed, .truncated, .wrongContentType, .bodyTooLarge: requestProblem
        case .wrongSpace:
            Problem(
                .wrongSpace,
                detail:
                    "The session, or what was sent, belongs to another space. Nothing was stored. Use "
                    + "the session and the segments of the space in the address."
            )
        case .tooManyRequests(let seconds):
            Problem(
                .tooManyRequests,
                detail: "Too many requests. Nothing was changed. Try again in \(seconds) seconds."
            )
        case .overloaded:
            Problem(
                .unavailable,
                detail:
                    "The server is receiving as much as it can hold. Nothing of this push was stored. "
                    + "Try again."
            )
        case .shuttingDown:
            Problem(
                .unavailable,
                detail:
                    "The server is shutting down. What it has acknowledged is safe. Try again in a moment."
            )
        case .diskFull:
            Problem(
                .unavailable,
                detail:
                    "The server cannot write to its disk. Nothing was stored; what it has acknowledged "
                    + "is safe. Keep the data on the device and tell the administrator."
            )
        case .storeBusy:
            Problem(
                .unavailable,
                detail: "Another program holds the server's store. Nothing was stored. Try again in a moment."
            )
        default:
            Problem(
                .internal,
                detail:
                    "The server failed. What it has acknowledged is safe; keep the rest on the device. "
                    + "Try again, and tell the administrator the request id."
            )
        }
    }

    private var lookup: String {
        switch self {
        case .unknownSpace: "The server has no such space. Nothing was changed. Check the address."
        case .unknownRecord: "The space has no such record. Check the kind and the id, or sync first."
        case .unknownKind(let name, let nearest): Self.suggestion("kind of record \"\(name)\"", nearest)
        case .unknownField(let name, let kind, let nearest):
            Self.suggestion("field \"\(name)\" of \(kind)", nearest)
        case .unknownBlob:
            "No record of the space names this photo, or it was erased, or nobody has brought it yet."
        case .unknownUpload: "No upload of this photo was begun by this device. Begin it with POST."
        default: "There is nothing at this address. Documentation/Protocol.md lists the requests."
        }
    }

    private static func suggestion(_ what: String, _ nearest: [String]) -> String {
        let hint = nearest.isEmpty ? "" : " Did you mean \(nearest.joined(separator: ", "))?"
        return "There is no \(what).\(hint)"
    }

    private var requestProblem: Problem {
        switch self {
        case .membersDoNotMatch:
            Problem(
                .malformed,
                detail:
                    "The enrolment must name each space of the code once, each with a key of its own. "
                    + "The code is not spent."
            )
        case .malformed(.message(let name)):
            Problem(
                .malformed,
                detail:
                    "The \(name) cannot be read. Nothing was stored; the sender's copy is untouched. Use "
                    + "a program of the server's version, and send it again."
            )
        case .malformed(.parameter(let name, let expected)):
            Problem(.malformed, detail: "The parameter \(name) must be \(expected). Nothing was changed.")
        case .malformed(.header(let name, let expected)):
            Problem(.malformed, detail: "The header \(name) must be \(expected). Nothing was changed.")
        case .truncated:
            Problem(
                .malformed,
                detail: "The request ended inside a message. Nothing of it was stored. Send it again."
            )
        case .wrongContentType(let expected):
            Problem(
                .wrongContentType,
                detail: "The request's content type must be \(expected). Nothing was stored."
            )
        case .bodyTooLarge(let limit):
            Problem(
                .tooLarge,
                detail:
                    "The request, or a message in it, is larger than \(limit) bytes. Nothing of it was "
                    + "stored. Send it in smaller parts."
            )
        default: Problem(.internal, detail: "The server failed.")
        }
    }

    /// The seconds after which to try again, where that helps.
    var retryAfterSeconds: Int? {
        switch self {
        case .tooManyRequests(let seconds): seconds
        case .overloaded, .storeBusy, .uploadUnderWay: 2
        case .shuttingDown: 5
        case .diskFull: 60
        default: nil
        }
    }
}
