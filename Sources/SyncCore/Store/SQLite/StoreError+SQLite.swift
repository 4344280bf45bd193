import Foundation
import GRDB

extension StoreError {
    /// Says in the store's words what went wrong below it, and who else holds the store, if that is known.
    init(_ error: any Error, path: String, holder: String?) {
        switch error {
        case let error as StoreError: self = error
        case let error as LogError: self = .log(error)
        case let error as ValueError: self = .value(error)
        case is MergeError: self = .damaged(detail: "the state of a record cannot be read")
        case let error as DatabaseError: self = Self(error, path: path, holder: holder)
        default: self = .database(code: -1, message: String(describing: error))
        }
    }

    private init(_ error: DatabaseError, path: String, holder: String?) {
        let message = error.message ?? "no message"
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(by: holder)
        case .SQLITE_READONLY: self = .readOnly(path: path)
        case .SQLITE_CANTOPEN where Self.exists(path) && !FileManager.default.isWritableFile(atPath: path):
            self = .readOnly(path: path)
        case .SQLITE_FULL: self = .diskFull(path: path)
        // SQLite tells a full disk from a failing one only where it writes the database itself.
        case .SQLITE_IOERR where Self.isFull(path): self = .diskFull(path: path)
        case .SQLITE_NOTADB: self = .notAStore(path: path)
        case .SQLITE_CORRUPT: self = .damaged(detail: message)
        default: self = .database(code: error.extendedResultCode.rawValue, message: message)
        }
    }

    private static func isFull(_ path: String) -> Bool {
        var volume = statvfs()
        return statvfs(path, &volume) == 0 && volume.f_bavail == 0
    }

    private static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
}
