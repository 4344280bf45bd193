import SyncCore

/// Why the city's sign-in has let nobody in.
enum OpenIDRefusal: Error, Hashable, Sendable {
    /// No provider is set up.
    case notSetUp
    /// The answer is not to a sign-in that this browser began in the last ten minutes.
    case notBegunHere
    /// The provider, or the person there, said no.
    case declined
    case notReached(TransportError)
    /// The provider answered otherwise than the standard says.
    case notUnderstood
    /// The provider would not change the code for a token: it was used, or has expired.
    case codeRefused
    /// The token is not for this sign-in, or not the provider's; nothing in it counts.
    case notVerified(IDToken.Fault)
    /// The person is who they say, and no account here is theirs.
    case noAccount
}
