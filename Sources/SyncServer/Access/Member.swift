package import SyncCore

/// One device in one space, as the server knows it.
package struct Member: Hashable, Sendable {
    package let space: SpaceID
    package let publicKey: PublicKey
    package let pseudonym: String
    /// What holds now; the certificate says what was given at first.
    package let rights: Rights
    package let certificate: Certificate
    /// Milliseconds since 1970, as all times here.
    package let joinedAt: Int64
    /// `nil` while the membership lasts.
    package let endedAt: Int64?
    package let lastSeenAt: Int64?
    /// How far ahead of the server's clock the device's was at its last push, milliseconds; `nil` if it was
    /// not.
    package let clockAhead: Int64?

    package var isPresent: Bool { endedAt == nil }
}
