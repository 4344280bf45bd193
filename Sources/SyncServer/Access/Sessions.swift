import SyncCore
import Synchronization

/// One device's session in one space.
struct Session: Hashable, Sendable {
    let space: SpaceID
    let publicKey: PublicKey
    /// Whether the device was a present member when it was opened.
    let isOfPresent: Bool
    /// Milliseconds since 1970.
    let expiresAt: Int64
}

/// The tokens that stand for a proven session.
///
/// They live in memory: they only save a client the next proof. A token is a ``Secret``.
final class Sessions: Sendable {
    private struct Held {
        var sessions: [SecretHash: Session] = [:]
        /// When a device was last noted as seen, so that the database is not written at every request.
        var notedAt: [PublicKey: Int64] = [:]

        /// Drops what has expired, and the oldest tenth.
        mutating func dropOldest(now: Int64) {
            let oldest = sessions.values.map(\.expiresAt).sorted()[sessions.count / 10]
            sessions = sessions.filter { $0.value.expiresAt > max(oldest, now) }
        }
    }

    private let surroundings: Surroundings
    private let held = Mutex(Held())

    init(surroundings: Surroundings) {
        self.surroundings = surroundings
    }

    func open(for member: Member) -> (token: String, session: Session) {
        let token = Secret(from: surroundings)
        let now = surroundings.wallMilliseconds()
        let session = Session(
            space: member.space,
            publicKey: member.publicKey,
            isOfPresent: member.isPresent,
            expiresAt: now + ServerLimits.tokenMilliseconds
        )
        held.withLock { held in
            if held.sessions.count >= ServerLimits.tokens { held.dropOldest(now: now) }
            held.sessions[token.hash] = session
        }
        return (token.text, session)
    }

    /// - Returns: `nil` for a token that is unknown or has expired.
    func session(_ token: some StringProtocol) -> Session? {
        let hash = Secret(token).hash
        guard let session = held.withLock({ $0.sessions[hash] }) else { return nil }
        return surroundings.wallMilliseconds() < session.expiresAt ? session : nil
    }

    /// Ends the sessions of a device.
    func close(_ publicKey: PublicKey) {
        held.withLock { held in
            held.sessions = held.sessions.filter { $0.value.publicKey != publicKey }
        }
    }

    /// Whether the device should be noted as seen: at most once a minute.
    func shouldNote(_ publicKey: PublicKey) -> Bool {
        let now = surroundings.wallMilliseconds()
        return held.withLock { held in
            if let noted = held.notedAt[publicKey], now - noted < 60_000, now >= noted { return false }
            if held.notedAt.count >= ServerLimits.tokens { held.notedAt = [:] }
            held.notedAt[publicKey] = now
            return true
        }
    }
}
