import NIOSSL
import SyncCore

/// What the server needs to speak TLS, and what clients need to trust it.
struct TLSFiles {
    let configuration: TLSConfiguration
    /// PEM of the authority that clients must trust; `nil` where the system's roots hold.
    let trustAnchor: String?

    /// The administrator's own certificate, which the system's roots vouch for.
    init(certificate: String, key: String) throws(ServerError) {
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(certificate)
            configuration = try Self.configuration(chain, NIOSSLPrivateKey(file: key, format: .pem))
        } catch {
            throw .tlsFileNotReadable(path: PrivateFile.read(certificate) == nil ? certificate : key)
        }
        trustAnchor = nil
    }

    /// The certificate that the server's own key signs: made at first, renewed before it expires.
    ///
    /// - Parameters:
    ///   - folder: where the files are kept.
    ///   - key: the server's.
    ///   - hosts: names and addresses besides localhost.
    ///   - now: milliseconds since 1970.
    /// - Throws: ``ServerError``
    init(of folder: DataFolder, key: SigningKey, hosts: [String], now: Int64) throws(ServerError) {
        let authority = try Self.authority(of: folder, key: key, now: now)
        let names = ["localhost", "127.0.0.1", "::1"] + hosts.filter { !Self.local.contains($0) }
        do {
            try Self.renewLeaf(of: folder, by: authority, hosts: names, now: now)
            let chain = try NIOSSLCertificate.fromPEMFile(folder.leafCertificate)
            configuration = try Self.configuration(
                chain,
                NIOSSLPrivateKey(file: folder.leafKey, format: .pem)
            )
        } catch let error as ServerError {
            throw error
        } catch {
            throw .tlsFileNotReadable(path: folder.leafCertificate)
        }
        trustAnchor = authority.pem
    }

    private static let local: Set<String> = ["localhost", "127.0.0.1", "::1"]

    private static func authority(
        of folder: DataFolder,
        key: SigningKey,
        now: Int64
    ) throws(ServerError) -> CertificateAuthority {
        do {
            if let bytes = PrivateFile.read(folder.authority) {
                return try CertificateAuthority(pem: String(decoding: bytes, as: UTF8.self), key: key)
            }
            let authority = try CertificateAuthority(key: key, now: now)
            try PrivateFile.write(Array(authority.pem.utf8), to: folder.authority)
            return authority
        } catch let error as ServerError {
            throw error
        } catch {
            throw .tlsFileNotReadable(path: folder.authority)
        }
    }

    private static func renewLeaf(
        of folder: DataFolder,
        by authority: CertificateAuthority,
        hosts: [String],
        now: Int64
    ) throws {
        if let bytes = PrivateFile.read(folder.leafCertificate), PrivateFile.read(folder.leafKey) != nil,
            authority.stillServes(String(decoding: bytes, as: UTF8.self), hosts: hosts, now: now)
        {
            return
        }
        let leaf = try authority.makeLeaf(hosts: hosts, now: now)
        try PrivateFile.write(Array(leaf.key.utf8), to: folder.leafKey)
        try PrivateFile.write(Array(leaf.chain.utf8), to: folder.leafCertificate)
    }

    private static func configuration(
        _ chain: [NIOSSLCertificate],
        _ key: NIOSSLPrivateKey
    ) throws -> TLSConfiguration {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(key)
        )
        configuration.minimumTLSVersion = .tlsv12
        // A pair that does not belong together is found here, not at the first connection.
        _ = try NIOSSLContext(configuration: configuration)
        return configuration
    }
}
