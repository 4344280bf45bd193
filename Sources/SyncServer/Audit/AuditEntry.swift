import Crypto
import SyncCore

/// What somebody did that others may have to answer for.
enum AuditDeed: String, CaseIterable, Sendable {
    case read, exported, changed, redacted
    case signedIn = "signed_in"
    case administered
}

/// One line of the audit log.
struct AuditEntry: Hashable, Sendable {
    /// From 1, without gaps.
    let number: Int64
    /// Milliseconds since 1970.
    let time: Int64
    /// A pseudonym, a program's token, or the name of a program on the server.
    let who: String
    let deed: AuditDeed
    /// `nil` where it was about no space.
    let space: SpaceID?
    /// The address without its query, or what was done.
    let about: String
    /// Of this entry and of the one before.
    let hash: SHA256.Digest

    /// Chains a line to the one before, whose hash is `former`; all zeros before the first.
    init(
        number: Int64,
        time: Int64,
        who: String,
        deed: AuditDeed,
        space: SpaceID?,
        about: String,
        after former: [UInt8]
    ) {
        self.number = number
        self.time = time
        self.who = who
        self.deed = deed
        self.space = space
        self.about = about
        var hash = SHA256()
        hash.update(data: Array("faltbild/audit/1".utf8))
        hash.update(data: former)
        hash.update(data: number.bigEndianBytes + time.bigEndianBytes)
        for part in [Array(who.utf8), Array(deed.rawValue.utf8), space?.bytes ?? [], Array(about.utf8)] {
            // With its length before it, no part can be taken for another.
            hash.update(data: UInt32(part.count).bigEndianBytes + part)
        }
        self.hash = hash.finalize()
    }

    static let noHash = [UInt8](repeating: 0, count: SHA256.byteCount)
}
