import FoundationEssentials

/// Bytes with a server's signature: what heads and receipts have in common.
struct Signed: Hashable, Sendable {
    let content: [UInt8]
    let signature: [UInt8]
    let signer: KeyID

    init(_ content: [UInt8], tag: Tag, key: SigningKey) throws {
        self.content = content
        signature = try key.sign(tag.message(content))
        signer = key.publicKey.id
    }

    init(content: Data, signature: Data, signer: Data, in message: WireError.Message) throws(WireError) {
        guard signature.count == 64, let signer = KeyID(bytes: signer) else { throw .malformed(message) }
        self.content = Array(content)
        self.signature = Array(signature)
        self.signer = signer
    }

    /// Checks the signature against the pinned keys.
    func verify(_ tag: Tag, by pinned: [PublicKey], in message: WireError.Message) throws(WireError) {
        guard let key = pinned.first(where: { $0.id == signer }) else { throw .unknownSigner(message) }
        guard key.isValid(signature, for: tag.message(content)) else { throw .wrongSignature(message) }
    }
}
