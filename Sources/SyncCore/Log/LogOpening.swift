import FoundationEssentials

/// What the first segment of a log carries: who writes it.
public struct LogOpening: Hashable, Sendable {
    public let publicKey: PublicKey
    /// 16 random bytes, so that one key can start several logs.
    public let nonce: [UInt8]
    /// `nil` for the control log, whose key is the server's own.
    public let certificate: Certificate?

    public init(publicKey: PublicKey, nonce: [UInt8], certificate: Certificate?) {
        precondition(nonce.count == 16, "a log's nonce has 128 bits")
        self.publicKey = publicKey
        self.nonce = nonce
        self.certificate = certificate
    }

    /// The log's name in a space.
    public func logID(in space: SpaceID) -> LogID {
        LogID(space: space, publicKey: publicKey, nonce: nonce, certificate: certificate)
    }

    /// Decides whose log this is.
    ///
    /// - Parameters:
    ///   - space: the space that the log belongs to.
    ///   - trusted: the server keys that this replica pins.
    /// - Returns: what its writes may do.
    /// - Throws: ``LogError`` if neither a trusted key nor a certificate stands behind it.
    public func writer(in space: SpaceID, trusting trusted: [PublicKey]) throws(LogError) -> Writer {
        guard let certificate else {
            guard trusted.contains(publicKey) else { throw .unknownSigner }
            return .control
        }
        guard certificate.space == space else { throw .wrongSpace }
        guard certificate.publicKey == publicKey else { throw .malformed(.certificate) }
        try certificate.verify(signedBy: trusted)
        return .member(certificate.rights)
    }

    package init(_ wire: WireLogOpening) throws(LogError) {
        guard let publicKey = PublicKey(bytes: wire.publicKey), wire.nonce.count == 16 else {
            throw .malformed(.header)
        }
        self.init(
            publicKey: publicKey,
            nonce: Array(wire.nonce),
            certificate: wire.hasCertificate ? try Certificate(wire.certificate) : nil
        )
    }

    package var wire: WireLogOpening {
        var wire = WireLogOpening()
        wire.publicKey = Data(publicKey.bytes)
        wire.nonce = Data(nonce)
        if let certificate { wire.certificate = certificate.wire }
        return wire
    }
}

extension LogID {
    /// The first 16 bytes of SHA-256(tag ‖ space ‖ public key ‖ nonce ‖ the certificate's signed body, or
    /// nothing for a control log).
    ///
    /// So the name says what the log's writes may do: no two openings of one log can differ in that.
    public init(space: SpaceID, publicKey: PublicKey, nonce: [UInt8], certificate: Certificate?) {
        let digest: Digest<LogName> = Tag.logName.digest(
            space.bytes,
            publicKey.bytes,
            nonce,
            certificate?.signedBody ?? []
        )
        self.init(high: digest.words.0, low: digest.words.1)
    }
}
