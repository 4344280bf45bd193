import Foundation
public import SyncCore

/// The city's own sign-in: an OpenID Connect provider that vouches for people.
///
/// Source: OpenID Foundation, *OpenID Connect Core 1.0*; the names are the standard's.
public struct OpenIDProvider: Hashable, Sendable {
    /// Exactly as the provider's tokens name it.
    public var issuer: String
    /// Under which the provider knows this server.
    public let client: String
    /// `nil` for a public client, which PKCE alone protects.
    let secret: String?
    /// The claim that says who somebody is, such as `sub` or `preferred_username`.
    public let claim: String
    /// Where browsers reach this server, without a slash at the end.
    public let ownAddress: String
    /// The certificate authority of the provider, in PEM; `nil` for those of the operating system.
    let authority: String?

    /// Checks the two addresses; nothing is asked for yet.
    ///
    /// - Parameters:
    ///   - issuer: the provider's address: `https`, or `http` on this computer.
    ///   - client: under which the provider knows this server.
    ///   - secret: that the provider gave with it; `nil` for a public client.
    ///   - claim: the one that says who somebody is.
    ///   - ownAddress: where browsers reach this server.
    ///   - authority: the certificate authority of the provider, in PEM.
    /// - Throws: ``AddressError``
    public init(
        issuer: String,
        client: String,
        secret: String?,
        claim: String,
        ownAddress: String,
        authority: String? = nil
    ) throws(AddressError) {
        _ = try ServerAddress(issuer)
        self.init(
            issuer: issuer,
            client: client,
            secret: secret,
            claim: claim,
            checked: try ServerAddress(ownAddress).text,
            authority: authority
        )
    }

    /// What was checked when it was kept.
    init(
        issuer: String,
        client: String,
        secret: String?,
        claim: String,
        checked ownAddress: String,
        authority: String?
    ) {
        self.issuer = issuer
        self.client = client
        self.secret = secret
        self.claim = claim
        self.ownAddress = ownAddress
        self.authority = authority
    }

    /// The address that is to be registered with the provider.
    public var redirectAddress: String { ownAddress + Self.answerPath }

    /// Where the provider sends browsers back to.
    static let answerPath = "/sign-in/city/answer"

    /// Where the provider's description is (*OpenID Connect Discovery 1.0*, section 4).
    var descriptionAddress: String {
        (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer) + "/.well-known/openid-configuration"
    }

    /// As little as the claim needs (*OpenID Connect Core 1.0*, section 5.4).
    var scope: String {
        switch claim {
        case "sub": "openid"
        case "email": "openid email"
        default: "openid profile"
        }
    }

    var trust: ServerTrust { authority.map { .pinned($0) } ?? .systemRoots }

    /// What a person is known by here: the claim's value in NFC, without regard to case unless it is `sub`.
    func identity(_ value: String) -> [UInt8] {
        let composed = value.precomposedStringWithCanonicalMapping
        let value = claim == "sub" ? composed : composed.lowercased()
        return [issuer, claim, value].flatMap { Array($0.utf8) + [0] }
    }
}
