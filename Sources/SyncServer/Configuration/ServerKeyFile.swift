import Foundation
import SyncCore

/// The server's Ed25519 key on disk.
enum ServerKeyFile {
    /// Makes a key, unless there is one.
    static func create(in folder: DataFolder) throws(ServerError) -> SigningKey {
        if folder.isInitialised { return try read(from: folder) }
        let key = SigningKey()
        try PrivateFile.write(Array((key.secretBytes.hexadecimal + "\n").utf8), to: folder.serverKey)
        return key
    }

    /// - Throws: ``ServerError/notInitialised(path:)``, ``ServerError/keyOpenToOthers(path:)`` or
    ///   ``ServerError/keyDamaged(path:)``.
    static func read(from folder: DataFolder) throws(ServerError) -> SigningKey {
        guard let bytes = PrivateFile.read(folder.serverKey) else { throw .notInitialised(path: folder.path) }
        guard !PrivateFile.isOpenToOthers(folder.serverKey) else {
            throw .keyOpenToOthers(path: folder.serverKey)
        }
        let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard let secret = [UInt8](hexadecimal: text), let key = SigningKey(bytes: secret) else {
            throw .keyDamaged(path: folder.serverKey)
        }
        return key
    }
}
