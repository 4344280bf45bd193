import Crypto

extension SigningKey {
    /// The key that the holder of this one keeps for somebody in a space: as secret as this one, and never
    /// written down.
    ///
    /// HKDF-SHA256 (RFC 5869) of this key's secret, with the keeper's name for that person as salt, and the
    /// space in the info.
    package func kept(for person: Identifier<some Any>, in space: SpaceID) -> SigningKey {
        let seed = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: secretBytes),
            salt: person.bytes,
            info: Tag.keptKey.bytes + space.bytes,
            outputByteCount: 32
        )
        guard let key = SigningKey(bytes: seed.withUnsafeBytes { Array($0) }) else {
            preconditionFailure("32 bytes are a key")
        }
        return key
    }
}
