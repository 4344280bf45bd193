/// A server that this device is enrolled with: what later connections are verified against.
public struct EnrolledServer: Hashable, Sendable {
    /// One space of the code.
    public struct Membership: Hashable, Sendable {
        public let space: SpaceID
        public let name: String
        public let pseudonym: String
        public let rights: Rights
    }

    public let publicKey: PublicKey
    /// PEM of the certificate authority for TLS; `nil` where the system's roots hold.
    public let trustAnchor: String?
    public let software: String
    public let memberships: [Membership]
}

/// Why a device was not enrolled.
public enum EnrolmentError: Error, Hashable, Sendable {
    case transport(TransportError)
    /// The server's key is not the one that the code was made for. The secret was not sent.
    case otherServer
    /// The server refused, in its own words.
    case refused(Problem)
    /// An answer that does not verify. Nothing was kept but the new keys.
    case answerNotTrusted(WireError)
    /// The server writes another log format.
    case otherFormat(UInt32)
    case keys(KeyStoreError)
    case store(StoreError)
}

extension EnrolmentError: ExplainedError {
    public var explanation: Explanation {
        switch self {
        case .transport(let error): error.explanation
        case .keys(let error): error.explanation
        case .otherServer:
            Explanation(
                happened: "This is not the server that the code was made for.",
                safe: "The code's secret was not sent, and the code is still good.",
                next: "Check the address and the code with the administrator."
            )
        case .refused(let problem):
            Explanation(
                happened: "\(problem.title). \(problem.detail)",
                safe: "Nothing on this computer was changed.",
                next: "Ask the administrator for a new code if this one was used or has expired."
            )
        case .answerNotTrusted:
            Explanation(
                happened: "The server's answer does not verify.",
                safe: "Nothing was enrolled on this computer.",
                next: "Try again with the same code; if it stays, tell the administrator."
            )
        case .otherFormat(let format):
            Explanation(
                happened: "The server uses format \(format), this program \(SegmentHeader.currentFormat).",
                safe: "The code's secret was not sent, and the code is still good.",
                next: "Update whichever is older, then enrol with the same code."
            )
        case .store:
            Explanation(
                happened: "The local store could not be written.",
                safe: "The keys are kept; the same code goes on where it ended.",
                next: "Check the disk, then enrol with the same code once more."
            )
        }
    }
}
