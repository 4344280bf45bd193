import SyncCore

/// Why a client is refused.
///
/// Services throw it; Routes/ turns it into a problem document, in one place.
enum Refusal: Error, Hashable, Sendable {
    /// No token, or one that is unknown or has expired.
    case sessionNeeded
    /// The session's proof does not verify, or its nonce is not fresh.
    case proofNotValid
    case codeNotValid
    /// The membership of the caller in the space has ended.
    case membershipEnded
    /// The caller has a certificate of this server, which has lost its list of members, and the administrator
    /// has not confirmed it yet.
    case membershipNotConfirmed
    /// The member lacks a right that the request needs.
    case rightMissing(Rights)
    case redaction(RedactionRefusal)
    /// A former member offers a segment of a log that is not its own.
    case othersLogs
    /// The enrolment does not name each of the invitation's spaces once, or uses a key twice.
    case membersDoNotMatch
    case unknownSpace
    case unknownRecord
    case unknownKind(String, nearest: [String])
    case unknownField(String, kind: String, nearest: [String])
    case unknownPath
    /// There is something at the address, but it takes only these methods.
    case methodNotAllowed(allowed: [String])
    /// The caller asks for a space as it was in a generation that has ended.
    case momentPast
    /// No record names the photo, or the server does not hold it.
    case unknownBlob
    /// Nothing was begun that could be gone on with.
    case unknownUpload
    /// The upload has so many bytes, not as many as the request goes on from.
    case uploadOffsetDiffers(Int)
    /// Another request adds to the same upload.
    case uploadUnderWay
    /// The request names no version of tus that the server speaks.
    case uploadVersion
    /// What arrived is not what it is named by.
    case blobDiffers
    /// The range begins behind the end of so many bytes.
    case rangeNotSatisfiable(of: Int)
    /// The caller's place in the numbering is not in this server's.
    case historyDiffers(SignedHead)
    case bodyTooLarge(limit: Int)
    case malformed(Part)
    case truncated
    case wrongSpace
    case wrongContentType(expected: String)
    case tooManyRequests(retryAfterSeconds: Int)
    /// More is being received than fits in memory.
    case overloaded
    case shuttingDown
    case diskFull
    case storeBusy
    /// Only a bug or a damaged disk gives this.
    case failed

    /// What of a request could not be read.
    enum Part: Hashable, Sendable {
        case message(String)
        case parameter(String, expected: String)
        case header(String, expected: String)
    }
}

extension Refusal {
    init(_ error: StoreError) {
        switch error {
        case .locked: self = .storeBusy
        case .diskFull, .readOnly: self = .diskFull
        case .unknownSpace: self = .unknownSpace
        case .unknownRecord: self = .unknownRecord
        case .blobNotNamed, .blobNotHeld: self = .unknownBlob
        case .blobTooLarge: self = .bodyTooLarge(limit: Limits.blobBytes)
        case .blobDiffers: self = .blobDiffers
        default: self = .failed
        }
    }

    init(_ error: ServerError) {
        switch error {
        case .busy: self = .storeBusy
        case .diskFull, .folderNotWritable: self = .diskFull
        case .store(let error): self.init(error)
        default: self = .failed
        }
    }

    init(_ error: WireError) {
        switch error {
        case .malformed(let message): self = .malformed(.message(message.rawValue))
        case .wrongSpace: self = .wrongSpace
        case .messageTooLarge(let limit): self = .bodyTooLarge(limit: limit)
        case .truncated: self = .truncated
        case .log(.wrongSpace): self = .wrongSpace
        case .log(.malformed(let part)): self = .malformed(.message(part.rawValue))
        case .wrongSignature, .unknownSigner, .wrongNonce, .log: self = .proofNotValid
        }
    }
}
