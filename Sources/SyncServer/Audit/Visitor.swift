import SyncCore
import Synchronization

/// Who is behind a request, once a gate has found out; the audit log is told.
final class Visitor: Sendable {
    struct Known: Hashable, Sendable {
        /// A pseudonym, or the name of a program's token.
        let name: String
        let space: SpaceID?
        /// What was done, where the request's method and address do not tell.
        var deed: AuditDeed?
    }

    private let held = Mutex<Known?>(nil)

    /// `nil` while nobody is known.
    var known: Known? { held.withLock(\.self) }

    func note(_ name: String, in space: SpaceID? = nil) {
        held.withLock { $0 = Known(name: name, space: space) }
    }

    /// Notes what was done.
    func did(_ deed: AuditDeed) {
        held.withLock { $0?.deed = deed }
    }
}
