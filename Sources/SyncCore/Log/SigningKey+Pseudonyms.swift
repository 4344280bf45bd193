import Crypto

extension SigningKey {
    /// What the holder of this key knows a name by without keeping it.
    ///
    /// HMAC-SHA256 under a key that HKDF-SHA256 (RFC 5869) derives from this one's secret: the same name
    /// gives the same hash, and nobody without the key can try names.
    package func pseudonym(of name: [UInt8]) -> [UInt8] {
        let key = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: secretBytes),
            info: Tag.pseudonym.bytes,
            outputByteCount: 32
        )
        return Array(HMAC<SHA256>.authenticationCode(for: name, using: key))
    }
}
