/// What a provider says of itself.
///
/// Source: *OpenID Connect Discovery 1.0*, section 3.
struct OpenIDDescription: Decodable, Hashable, Sendable {
    let issuer: String
    let authorizationEndpoint: String
    let tokenEndpoint: String
    let keysAddress: String
    private let tokenEndpointAuthMethods: [String]?

    /// The default where it says nothing is the header (section 3).
    var takesSecretInHeader: Bool { tokenEndpointAuthMethods?.contains("client_secret_basic") ?? true }

    private enum CodingKeys: String, CodingKey {
        case issuer
        case authorizationEndpoint = "authorization_endpoint"
        case tokenEndpoint = "token_endpoint"
        case keysAddress = "jwks_uri"
        case tokenEndpointAuthMethods = "token_endpoint_auth_methods_supported"
    }
}
