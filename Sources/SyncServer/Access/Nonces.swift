import Crypto
import Foundation
import SyncCore
import Synchronization

/// The fresh numbers that session proofs sign.
///
/// Each is good once, for two minutes.
///
/// nonce = seconds since 1970, 4 bytes ‖ 4 random bytes ‖ the first 8 bytes of HMAC-SHA256(key, the 8
/// before). The server remembers none that it gave out, only those that were used: asking for nonces costs
/// it nothing.
final class Nonces: Sendable {
    private let key: SymmetricKey
    private let surroundings: Surroundings
    /// Used nonces, and until when they would be fresh.
    private let used = Mutex<[[UInt8]: Int64]>([:])

    init(surroundings: Surroundings) {
        self.surroundings = surroundings
        key = SymmetricKey(data: (0..<4).flatMap { _ in surroundings.random().bigEndianBytes })
    }

    /// - Returns: 16 bytes.
    func make() -> [UInt8] {
        let seconds = UInt32(truncatingIfNeeded: surroundings.wallMilliseconds() / 1_000)
        let random = UInt32(truncatingIfNeeded: surroundings.random())
        let content = seconds.bigEndianBytes + random.bigEndianBytes
        return content + code(of: content)
    }

    /// Whether a nonce is this server's, fresh, and not used before; it is used from now on.
    func use(_ nonce: [UInt8]) -> Bool {
        guard nonce.count == 16 else { return false }
        let content = Array(nonce.prefix(8))
        let difference = zip(code(of: content), nonce.suffix(8)).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
        guard difference == 0 else { return false }
        let now = surroundings.wallMilliseconds()
        let made = content.prefix(4).reduce(Int64(0)) { $0 << 8 | Int64($1) } * 1_000
        let freshUntil = made + ServerLimits.nonceMilliseconds
        guard now < freshUntil, now > made - 1_000 - ServerLimits.nonceMilliseconds else { return false }
        return used.withLock { used in
            if used.count >= ServerLimits.usedNonces { used = used.filter { $0.value > now } }
            guard used[nonce] == nil, used.count < ServerLimits.usedNonces else { return false }
            used[nonce] = freshUntil
            return true
        }
    }

    private func code(of content: [UInt8]) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: content, using: key).prefix(8))
    }
}
