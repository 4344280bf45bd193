/// What the server's TLS certificate is verified against.
public enum ServerTrust: Hashable, Sendable {
    /// The certificate authorities of the operating system.
    case systemRoots
    /// Nothing but this certificate authority, in PEM: the server's own, learnt at enrolment.
    case pinned(String)
    /// Nothing at all: for `GET /v1/server` alone.
    ///
    /// That answer is signed, over a nonce and the trust anchor, by the key whose fingerprint a person typed;
    /// what is learnt there verifies every later connection. Nothing secret may be sent over such a
    /// connection.
    case none
}
