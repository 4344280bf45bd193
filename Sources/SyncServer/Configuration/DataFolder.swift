import Foundation

/// The folder that holds all of a server: its database, its replica, its keys.
public struct DataFolder: Hashable, Sendable {
    public let path: String

    public init(_ path: String) {
        self.path = path
    }

    /// Invitations, members and devices.
    public var database: String { path + "/server.sqlite" }
    /// The logs and the records.
    public var replica: String { path + "/faltbild.sqlite" }
    /// Held while a server serves.
    public var lock: String { path + "/lock" }
    public var keys: String { path + "/keys" }
    /// The Ed25519 key that signs certificates, receipts and heads: 32 bytes in hexadecimal.
    public var serverKey: String { keys + "/server.key" }
    /// The control logs' segments once more, outside of databases and backups.
    public var ledger: String { keys + "/ledger" }
    /// The certificate authority that clients are told to trust, PEM.
    public var authority: String { keys + "/authority.pem" }
    /// The certificate made for TLS, and its key, PEM.
    public var leafCertificate: String { keys + "/tls.pem" }
    public var leafKey: String { keys + "/tls.key" }

    public var isInitialised: Bool { FileManager.default.fileExists(atPath: serverKey) }

    /// Makes the folder and the folder for keys, both closed to other users.
    func create() throws(ServerError) {
        do {
            for folder in [path, keys] {
                try FileManager.default.createDirectory(
                    atPath: folder,
                    withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700]
                )
            }
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: keys)
        } catch {
            throw .folderNotWritable(path: path)
        }
    }
}
