import Foundation

/// What a bundle is locked with: words that people agree on.
///
/// Normalised (NFC), so that it opens whatever keyboard it was typed on; spaces and capitals count.
public struct BundlePassphrase: Sendable {
    /// Fewer are guessed, however costly one try is made.
    public static let leastCharacters = 8

    let bytes: [UInt8]

    /// Takes what was typed.
    ///
    /// - Throws: ``BundleError/passphraseTooShort`` or ``BundleError/passphraseNotText``.
    public init(_ typed: String) throws(BundleError) {
        let text = typed.precomposedStringWithCanonicalMapping
        // What reads a line puts this in the place of bytes that are not UTF-8.
        guard !text.unicodeScalars.contains("\u{FFFD}") else { throw .passphraseNotText }
        guard text.count >= Self.leastCharacters else { throw .passphraseTooShort }
        bytes = Array(text.utf8)
    }
}
