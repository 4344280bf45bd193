/// Why bytes that claim to be a message of the sync protocol are refused.
public enum WireError: Error, Hashable, Sendable {
    /// Which message.
    public enum Message: String, Hashable, Sendable {
        case identity, enrolment, session, head, receipt, pushOutcome, pullElement, problem, blobs
    }

    /// The bytes are not what Documentation/Protocol.md describes.
    case malformed(Message)
    /// A signature does not verify.
    case wrongSignature(Message)
    /// It is signed by a key that is not pinned.
    case unknownSigner(Message)
    /// It speaks of another space than the one that was asked for.
    case wrongSpace(Message)
    /// It answers another question: the nonce is not the one that was sent.
    case wrongNonce(Message)
    /// A message in a stream announces more bytes than are allowed.
    case messageTooLarge(limit: Int)
    /// A stream ended inside a message.
    case truncated
    /// A certificate or a segment inside the message is refused.
    case log(LogError)
}
