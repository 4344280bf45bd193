import FieldModel
import Foundation
import JWTKit
import SyncCore

/// Speaks to a provider as its client.
///
/// What it says of itself, and its keys, are kept for an hour; the keys are asked for anew when a token does
/// not verify, since a provider may change them at any time.
actor OpenIDClient {
    private let now: @Sendable () -> Int64
    private var descriptions: [String: Kept<OpenIDDescription>] = [:]
    private var keys: [String: Kept<JWTKeyCollection>] = [:]

    /// Something that was fetched, and when, in milliseconds since 1970.
    private struct Kept<Value: Sendable> {
        let value: Value
        let at: Int64
    }

    private static let hour: Int64 = 3_600_000
    /// How often a token may have the keys fetched anew.
    private static let minute: Int64 = 60_000
    private static let answerBytes = 256 * 1_024

    init(now: @escaping @Sendable () -> Int64) {
        self.now = now
    }

    /// Asks the provider what it is.
    ///
    /// - Throws: ``OpenIDRefusal``
    func description(of provider: OpenIDProvider) async throws -> OpenIDDescription {
        let address = provider.descriptionAddress
        if let kept = descriptions[address], now() - kept.at < Self.hour { return kept.value }
        let bytes = try await get(address, from: provider)
        guard let description = try? JSONDecoder().decode(OpenIDDescription.self, from: Data(bytes)) else {
            throw OpenIDRefusal.notUnderstood
        }
        descriptions[address] = Kept(value: description, at: now())
        return description
    }

    /// Changes a code for a token, and finds out who it is.
    ///
    /// - Parameters:
    ///   - code: that the browser brought from the provider.
    ///   - attempt: in which it was asked for.
    ///   - provider: that gave it.
    /// - Returns: the value of the claim that says who it is.
    /// - Throws: ``OpenIDRefusal``
    func person(
        by code: String,
        in attempt: SignInAttempt,
        at provider: OpenIDProvider
    ) async throws -> String {
        let description = try await description(of: provider)
        guard description.issuer == provider.issuer else { throw OpenIDRefusal.notVerified(.issuer) }
        let text = try await token(for: code, attempt, at: provider, description)
        let token = try await verified(text, of: provider, description)
        do throws(IDToken.Fault) {
            return try token.check(of: provider, nonce: attempt.nonce, now: now())
        } catch {
            throw OpenIDRefusal.notVerified(error)
        }
    }

    // MARK: Token

    private struct TokenAnswer: Decodable {
        let token: String

        private enum CodingKeys: String, CodingKey {
            case token = "id_token"
        }
    }

    /// Source: *OpenID Connect Core 1.0*, section 3.1.3; RFC 6749, section 2.3.1, for the secret.
    private func token(
        for code: String,
        _ attempt: SignInAttempt,
        at provider: OpenIDProvider,
        _ description: OpenIDDescription
    ) async throws -> String {
        var form = [
            ("grant_type", "authorization_code"), ("code", code),
            ("redirect_uri", provider.redirectAddress), ("code_verifier", attempt.verifier),
        ]
        var fields = [
            SyncCore.HTTPField("Content-Type", "application/x-www-form-urlencoded"),
            SyncCore.HTTPField("Accept", "application/json"),
        ]
        if let secret = provider.secret, description.takesSecretInHeader {
            let pair = PagePath.escaped(provider.client) + ":" + PagePath.escaped(secret)
            let value = "Basic " + Data(pair.utf8).base64EncodedString()
            fields.append(SyncCore.HTTPField("Authorization", value))
        } else {
            form.append(("client_id", provider.client))
            if let secret = provider.secret { form.append(("client_secret", secret)) }
        }
        let body = HTTPBody.bytes(Array(FormFields(form).text.utf8))
        let answer = try await send(
            .post,
            description.tokenEndpoint,
            fields: fields,
            body: body,
            to: provider
        )
        guard answer.head.status != 400 else { throw OpenIDRefusal.codeRefused }
        guard answer.head.status == 200,
            let token = try? JSONDecoder().decode(TokenAnswer.self, from: Data(answer.body))
        else { throw OpenIDRefusal.notUnderstood }
        return token.token
    }

    private func verified(
        _ text: String,
        of provider: OpenIDProvider,
        _ description: OpenIDDescription
    ) async throws -> IDToken {
        let address = description.keysAddress
        if let kept = keys[address], now() - kept.at < Self.hour {
            if let token = try? await kept.value.verify(text, as: IDToken.self) { return token }
            guard now() - kept.at >= Self.minute else { throw OpenIDRefusal.notVerified(.signature) }
        }
        guard let collection = await Self.collection(of: try await get(address, from: provider)) else {
            throw OpenIDRefusal.notUnderstood
        }
        keys[address] = Kept(value: collection, at: now())
        guard let token = try? await collection.verify(text, as: IDToken.self) else {
            throw OpenIDRefusal.notVerified(.signature)
        }
        return token
    }

    // MARK: Keys

    /// Keys of kinds that are not known here, or that only encrypt, are left out.
    private struct KeySet: Decodable {
        let keys: [JWK]

        private enum CodingKeys: String, CodingKey {
            case keys
        }

        private struct Entry: Decodable {
            let key: JWK?

            init(from decoder: any Decoder) {
                key = try? JWK(from: decoder)
            }
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            keys = try container.decode([Entry].self, forKey: .keys).compactMap(\.key)
        }
    }

    /// `nil` if there is none that signs.
    private static func collection(of bytes: [UInt8]) async -> JWTKeyCollection? {
        guard let set = try? JSONDecoder().decode(KeySet.self, from: Data(bytes)) else { return nil }
        let collection = JWTKeyCollection()
        var count = 0
        for var key in set.keys {
            // The standard lets a provider with one key leave its name out.
            if key.keyIdentifier == nil { key.keyIdentifier = "" }
            if (try? await collection.add(jwk: key)) != nil { count += 1 }
        }
        return count > 0 ? collection : nil
    }

    // MARK: Requests

    private func get(_ address: String, from provider: OpenIDProvider) async throws -> [UInt8] {
        let accept = SyncCore.HTTPField("Accept", "application/json")
        let answer = try await send(.get, address, fields: [accept], body: nil, to: provider)
        guard answer.head.status == 200 else { throw OpenIDRefusal.notUnderstood }
        return answer.body
    }

    private func send(
        _ method: HTTPRequest.Method,
        _ address: String,
        fields: [SyncCore.HTTPField],
        body: HTTPBody?,
        to provider: OpenIDProvider
    ) async throws -> HTTPAnswer {
        guard let (server, target) = Self.parts(of: address) else { throw OpenIDRefusal.notUnderstood }
        let request = HTTPRequest(
            method,
            target,
            fields: fields,
            body: body,
            answerLimit: Self.answerBytes
        )
        do throws(TransportError) {
            return try await CurlTransport(to: server, trusting: provider.trust).send(request)
        } catch {
            throw OpenIDRefusal.notReached(error)
        }
    }

    /// The host, and what is asked of it; `nil` if it is no address that is used.
    private static func parts(of address: String) -> (ServerAddress, target: String)? {
        guard var parts = URLComponents(string: address) else { return nil }
        let path = parts.percentEncodedPath.isEmpty ? "/" : parts.percentEncodedPath
        let query = parts.percentEncodedQuery.map { "?" + $0 } ?? ""
        (parts.percentEncodedPath, parts.percentEncodedQuery, parts.fragment) = ("", nil, nil)
        guard let server = try? ServerAddress(parts.string ?? "") else { return nil }
        return (server, path + query)
    }
}
