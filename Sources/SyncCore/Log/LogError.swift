/// Why bytes that claim to be a part of a log are refused.
///
/// Nothing of them is stored.
public enum LogError: Error, Hashable, Sendable {
    /// The part of a log at which reading stopped.
    public enum Part: String, Hashable, Sendable {
        case segment, header, body, leaf, skeleton, payload, certificate
    }

    /// The bytes are not what Documentation/Protocol.md describes.
    case malformed(Part)
    /// More than ``Limits`` allows.
    case tooLarge(Part)
    /// The body does not decompress to the size and the leaves that the header names.
    case bodyDoesNotMatch
    /// A signature does not verify.
    case wrongSignature(Part)
    /// The certificate was not signed by a key that this replica trusts.
    case unknownSigner
    /// The segment belongs to another space.
    case wrongSpace
    /// The log's name does not follow from its opening.
    case wrongLogName
    /// The format version is not one that this program reads.
    case unknownFormat(UInt32)
    /// The log has forked into ``Limits/logHeads`` branches already: it is quarantined.
    case tooManyBranches
}
