import Foundation

/// What a backup says of itself: the first file of its archive.
struct BackupManifest: Codable, Hashable, Sendable {
    static let name = "manifest.json"
    static let currentVersion = 1

    struct Space: Codable, Hashable, Sendable {
        let id: String
        let name: String
        let segments: UInt64
        /// See ``StateDigest``.
        let stateDigest: String
    }

    struct File: Codable, Hashable, Sendable {
        let name: String
        let bytes: Int
        /// SHA-256, hexadecimal.
        let sha256: String
    }

    let version: Int
    /// Milliseconds since 1970.
    let madeAt: Int64
    /// The id of the server's key: a backup is put back on this server only.
    let serverKey: String
    let spaces: [Space]
    let files: [File]
}
