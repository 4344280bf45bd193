/// A one-time code: 80 secret bits, then the first 80 bits of the server key's fingerprint.
///
/// Written in Crockford's base32: 32 characters in groups of four with hyphens. Reading ignores case, hyphens
/// and spaces, and takes O for 0, I and L for 1. It must never stand in a log, an argument or a store.
///
/// Source: Crockford, *Base 32*, <https://www.crockford.com/base32.html>.
public struct EnrolmentCode: Hashable, Sendable {
    /// 10 bytes.
    public let secret: [UInt8]
    /// 10 bytes: how the server's key begins when hashed.
    private let fingerprint: [UInt8]

    /// Makes a code of ten random bytes and a server's key.
    public init(secret: [UInt8], server: PublicKey) {
        precondition(secret.count == Self.partBytes, "a one-time code has 80 secret bits")
        self.secret = secret
        fingerprint = Array(server.id.bytes.prefix(Self.partBytes))
    }

    /// Reads a code as a person typed it.
    public init(_ text: some StringProtocol) throws(EnrolmentCodeError) {
        var digits: [UInt8] = []
        for character in text where character != "-" && !character.isWhitespace {
            guard let digit = Self.digit(character) else { throw .unknownCharacter(character) }
            digits.append(digit)
        }
        guard digits.count == Self.characterCount else { throw .wrongLength(digits.count) }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: digits.count, by: 8) {
            let group = digits[start..<start + 8].reduce(UInt64(0)) { $0 << 5 | UInt64($1) }
            bytes += group.bigEndianBytes.suffix(5)
        }
        secret = Array(bytes.prefix(Self.partBytes))
        fingerprint = Array(bytes.dropFirst(Self.partBytes))
    }

    /// The code as people read it.
    public var text: String {
        let bytes = secret + fingerprint
        var characters: [Character] = []
        for start in stride(from: 0, to: bytes.count, by: 5) {
            let group = bytes[start..<start + 5].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            for shift in stride(from: UInt64(35), through: 0, by: -5) {
                if characters.count % 5 == 4 { characters.append("-") }
                characters.append(Self.alphabet[Int(group >> shift & 31)])
            }
        }
        return String(characters)
    }

    /// Whether the code was made for the server with this key.
    ///
    /// Checked before the secret is sent.
    public func matches(_ server: PublicKey) -> Bool {
        server.id.bytes.starts(with: fingerprint)
    }

    /// Characters of a code, hyphens not counted.
    public static let characterCount = 32
    /// Bytes of the secret, and of the fingerprint.
    public static let partBytes = 10

    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    private static func digit(_ character: Character) -> UInt8? {
        switch character {
        case "O", "o": 0
        case "I", "i", "L", "l": 1
        default:
            alphabet.firstIndex { String($0) == character.uppercased() }.map(UInt8.init)
        }
    }
}

/// What is wrong with a typed code.
///
/// Nothing was sent.
public enum EnrolmentCodeError: Error, Hashable, Sendable {
    /// How many characters were typed, hyphens and spaces not counted.
    case wrongLength(Int)
    case unknownCharacter(Character)
}
