import SyncCore

extension LogError {
    /// What a program switches on in a refused segment's answer.
    var code: String {
        switch self {
        case .malformed, .bodyDoesNotMatch, .wrongLogName: Problem.Code.malformed.rawValue
        case .tooLarge: Problem.Code.tooLarge.rawValue
        case .wrongSpace: Problem.Code.wrongSpace.rawValue
        case .wrongSignature: "wrong-signature"
        case .unknownSigner: "unknown-signer"
        case .unknownFormat: "unknown-format"
        case .tooManyBranches: "too-many-branches"
        }
    }

    /// What happened, what is safe, what to do.
    var advice: String {
        let fault =
            switch self {
            case .malformed(let part): "The \(part.rawValue) cannot be read."
            case .tooLarge(let part): "The \(part.rawValue) is larger than the format allows."
            case .bodyDoesNotMatch: "The body does not expand to what the header names."
            case .wrongSignature(let part): "The signature of the \(part.rawValue) does not verify."
            case .unknownSigner: "The certificate was not signed by this server's key."
            case .wrongSpace: "The segment belongs to another space."
            case .wrongLogName: "The log's name does not follow from its opening."
            case .unknownFormat(let version): "This server does not read format version \(version)."
            case .tooManyBranches: "The log has forked into too many branches."
            }
        return fault + " Nothing of this segment was stored; the sender's copy is untouched. "
            + remedy
    }

    private var remedy: String {
        switch self {
        case .unknownFormat: "Use a program of the server's version."
        case .unknownSigner: "Enrol the device at this server."
        case .tooManyBranches: "Enrol the device again, so that it starts a new log."
        case .wrongSpace: "Push it to its own space."
        default: "Send it again; if it is refused again, run `field doctor` on the device that wrote it."
        }
    }
}
