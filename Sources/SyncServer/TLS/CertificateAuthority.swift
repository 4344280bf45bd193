import Crypto
import Foundation
import SwiftASN1
import SyncCore
import X509

/// The server's own certificate authority for TLS: its Ed25519 key signs the certificate that it serves with.
///
/// Clients trust it because the identity that the same key signs carries it, and the one-time code names
/// that key.
struct CertificateAuthority {
    /// PEM: the trust anchor.
    let pem: String
    private let certificate: X509.Certificate
    private let key: X509.Certificate.PrivateKey

    /// Makes the authority of a server key.
    init(key: SigningKey, now: Int64) throws {
        let authorityKey = try Self.privateKey(key)
        let name = try DistinguishedName { CommonName("Faltbild \(key.publicKey.id.description.prefix(16))") }
        certificate = try X509.Certificate(
            version: .v3,
            serialNumber: X509.Certificate.SerialNumber(),
            publicKey: authorityKey.publicKey,
            notValidBefore: Date(milliseconds: now).addingTimeInterval(-Self.day),
            notValidAfter: Date(milliseconds: now).addingTimeInterval(
                Double(ServerLimits.authorityDays) * Self.day
            ),
            issuer: name,
            subject: name,
            extensions: X509.Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
                Critical(KeyUsage(keyCertSign: true, cRLSign: true))
                SubjectKeyIdentifier(hash: authorityKey.publicKey)
            },
            issuerPrivateKey: authorityKey
        )
        self.key = authorityKey
        pem = try certificate.serializeAsPEM().pemString + "\n"
    }

    /// Reads an authority that was made before.
    init(pem: String, key: SigningKey) throws {
        self.pem = pem
        self.key = try Self.privateKey(key)
        certificate = try X509.Certificate(pemEncoded: pem)
    }

    /// Signs a certificate for TLS.
    ///
    /// - Parameters:
    ///   - hosts: DNS names and IP addresses that it is for.
    ///   - now: milliseconds since 1970; it is valid from the day before.
    /// - Returns: the chain and the private key, PEM.
    /// - Throws: what the encoding gives.
    func makeLeaf(hosts: [String], now: Int64) throws -> (chain: String, key: String) {
        let leafKey = X509.Certificate.PrivateKey(P256.Signing.PrivateKey())
        let leaf = try X509.Certificate(
            version: .v3,
            serialNumber: X509.Certificate.SerialNumber(),
            publicKey: leafKey.publicKey,
            notValidBefore: Date(milliseconds: now).addingTimeInterval(-Self.day),
            notValidAfter: Date(milliseconds: now).addingTimeInterval(
                Double(ServerLimits.leafDays) * Self.day
            ),
            issuer: certificate.subject,
            subject: DistinguishedName { CommonName(hosts.first ?? "localhost") },
            extensions: X509.Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                Critical(KeyUsage(digitalSignature: true))
                try ExtendedKeyUsage([.serverAuth])
                SubjectAlternativeNames(hosts.map(Self.generalName))
                AuthorityKeyIdentifier(keyIdentifier: SubjectKeyIdentifier(hash: key.publicKey).keyIdentifier)
            },
            issuerPrivateKey: key
        )
        return (try leaf.serializeAsPEM().pemString + "\n", try leafKey.serializeAsPEM().pemString + "\n")
    }

    /// Whether a certificate made before still serves: valid for long enough, for these hosts, by this
    /// authority.
    func stillServes(_ pem: String, hosts: [String], now: Int64) -> Bool {
        guard let leaf = try? X509.Certificate(pemEncoded: pem), leaf.issuer == certificate.subject,
            let names = try? leaf.extensions.subjectAlternativeNames
        else { return false }
        let renewal = Date(milliseconds: now).addingTimeInterval(
            Double(ServerLimits.leafRenewalDays) * Self.day
        )
        return leaf.notValidAfter > renewal && Set(hosts.map(Self.generalName)).isSubset(of: Set(names))
    }

    private static let day: TimeInterval = 24 * 60 * 60

    private static func privateKey(_ key: SigningKey) throws -> X509.Certificate.PrivateKey {
        X509.Certificate.PrivateKey(try Curve25519.Signing.PrivateKey(rawRepresentation: key.secretBytes))
    }

    private static func generalName(_ host: String) -> GeneralName {
        if let bytes = IPAddress.bytes(host) { return .ipAddress(ASN1OctetString(contentBytes: bytes[...])) }
        return .dnsName(host)
    }
}

extension Date {
    fileprivate init(milliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(milliseconds) / 1_000)
    }
}
