import Crypto
import JWTKit
import SyncCore

/// What a provider says of a person who has signed in there.
///
/// Source: *OpenID Connect Core 1.0*, section 2.
struct IDToken: JWTPayload, Hashable {
    let claims: [String: ClaimValue]

    init(_ claims: [String: ClaimValue]) {
        self.claims = claims
    }

    init(from decoder: any Decoder) throws {
        claims = try decoder.singleValueContainer().decode([String: ClaimValue].self)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(claims)
    }

    /// The signature alone; ``check(of:nonce:now:)`` does the rest, and knows what to compare with.
    func verify(using algorithm: some JWTAlgorithm) {}

    /// Why a token does not count.
    enum Fault: String, Hashable, Sendable {
        case signature, issuer, audience, time, nonce, claim
    }

    /// Seconds by which the two clocks may differ.
    private static let leeway = 60.0

    /// Compares a token whose signature is good with what was asked for.
    ///
    /// Source: *OpenID Connect Core 1.0*, section 3.1.3.7.
    ///
    /// - Parameters:
    ///   - provider: that was asked.
    ///   - nonce: that was sent along.
    ///   - now: milliseconds since 1970.
    /// - Returns: the value of the claim that says who it is.
    /// - Throws: ``Fault``
    func check(of provider: OpenIDProvider, nonce: String, now: Int64) throws(Fault) -> String {
        guard text("iss") == provider.issuer else { throw .issuer }
        let audience = claims["aud"]?.texts ?? []
        guard audience.contains(provider.client),
            audience.count == 1 || text("azp") != nil,
            text("azp") ?? provider.client == provider.client
        else { throw .audience }
        let seconds = Double(now) / 1_000
        guard let expires = claims["exp"]?.number, seconds < expires + Self.leeway,
            let issued = claims["iat"]?.number, issued < seconds + Self.leeway
        else { throw .time }
        guard text("nonce") == nonce else { throw .nonce }
        guard text("sub") != nil, let value = text(provider.claim), !value.isEmpty,
            provider.claim != "email" || claims["email_verified"]?.isTrue == true
        else { throw .claim }
        return value
    }

    private func text(_ claim: String) -> String? {
        guard case .text(let text) = claims[claim] else { return nil }
        return text
    }
}

extension IDToken.Fault: Error {}

/// One thing that a token says.
enum ClaimValue: Codable, Hashable, Sendable {
    case text(String)
    case number(Double)
    case flag(Bool)
    case list([String])
    /// Nothing that is looked at here.
    case other

    /// One text, or several.
    var texts: [String]? {
        switch self {
        case .text(let text): [text]
        case .list(let texts): texts
        case .number, .flag, .other: nil
        }
    }

    var number: Double? {
        guard case .number(let number) = self else { return nil }
        return number
    }

    /// Some providers write it as text.
    var isTrue: Bool { self == .flag(true) || self == .text("true") }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else if let texts = try? container.decode([String].self) {
            self = .list(texts)
        } else {
            self = .other
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        case .list(let texts): try container.encode(texts)
        case .other: try container.encodeNil()
        }
    }
}
