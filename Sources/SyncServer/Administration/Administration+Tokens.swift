import FieldModel
import SyncCore

/// A program's token, for a listing.
public struct TokenReport: Hashable, Sendable, Encodable {
    public let name: String
    public let space: String
    /// Milliseconds since 1970, as the others.
    public let createdAt: Int64
    public let revokedAt: Int64?
    public let usedAt: Int64?

    init(_ token: AccessToken) {
        name = token.name
        space = token.space.name
        createdAt = token.createdAt
        revokedAt = token.revokedAt
        usedAt = token.usedAt
    }

    private enum CodingKeys: String, CodingKey {
        case name, space
        case createdAt = "created_at"
        case revokedAt = "revoked_at"
        case usedAt = "used_at"
    }
}

extension Administration {
    /// Makes a token with which a program reads a space.
    ///
    /// - Parameters:
    ///   - name: of the program, by which the token is revoked.
    ///   - spaceName: of the space.
    /// - Returns: the token, to be shown once.
    /// - Throws: ``ServerError/tokenExists(_:)``, also for the name of one that was revoked.
    public func addToken(_ name: String, space spaceName: String) throws(ServerError) -> String {
        let name = try Self.checked(name)
        let space = try hosted([spaceName])[0]
        let secret = Secret(from: host.surroundings)
        let now = host.surroundings.wallMilliseconds()
        guard try host.database.insertToken(name, secret.hash, for: space, at: now) else {
            throw .tokenExists(name)
        }
        try note("token add \(name)", in: space.id)
        return secret.text
    }

    /// Every token, ascending by name, those that were revoked too.
    public func tokens() throws(ServerError) -> [TokenReport] {
        try host.database.tokens().map(TokenReport.init)
    }

    /// Ends a token at once.
    ///
    /// - Throws: ``ServerError/unknownToken(_:nearest:)``
    public func revokeToken(_ name: String) throws(ServerError) {
        let name = try Self.checked(name)
        let tokens = try host.database.tokens()
        guard let token = tokens.first(where: { $0.name == name }) else {
            throw .unknownToken(name, nearest: nearestNames(to: name, among: tokens.map(\.name)))
        }
        try host.database.revoke(token, at: host.surroundings.wallMilliseconds())
        try note("token revoke \(name)", in: token.space.id)
    }
}
