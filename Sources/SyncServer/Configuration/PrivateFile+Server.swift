import Foundation
import SyncCore

extension PrivateFile {
    /// Writes a file that only its owner may read: complete and durable, or not there.
    static func write(_ bytes: [UInt8], to path: String) throws(ServerError) {
        do throws(Failure) {
            try PrivateFile(at: path).replace(by: bytes)
        } catch {
            throw .folderNotWritable(path: path)
        }
    }

    /// Reads a file whoever else may read it, such as a certificate; `nil` if it cannot be read.
    static func read(_ path: String) -> [UInt8]? {
        FileManager.default.contents(atPath: path).map(Array.init)
    }

    /// Whether others than the owner may read or change the file.
    static func isOpenToOthers(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & 0o077 != 0
    }
}
