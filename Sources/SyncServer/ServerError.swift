public import SyncCore

/// What can stop an administrator's command or a start.
///
/// Nothing was changed unless the case says so.
public enum ServerError: Error, Hashable, Sendable {
    /// There is no server in the folder.
    case notInitialised(path: String)
    case folderNotWritable(path: String)
    /// Other users may read the key file: it may have been copied.
    case keyOpenToOthers(path: String)
    case keyDamaged(path: String)
    /// Another server serves this folder.
    case alreadyServed(path: String, process: Int32?)
    /// A newer version wrote the database. Nothing was touched.
    case newerVersion(path: String)
    /// Another program holds the database; waited, then gave up.
    case busy(path: String)
    case diskFull(path: String)
    case database(path: String, code: Int32)
    case store(StoreError)

    case unknownSpace(String, nearest: [String])
    case unknownMember(String, nearest: [String])
    /// The name is empty, longer than 200 bytes, or holds control characters.
    case nameNotAllowed(String)
    case spaceExists(String)
    /// At least one space, at most 64.
    case spacesMissing
    /// Between one minute and thirty days.
    case expiryNotAllowed
    case rightsNotAllowed(String)
    /// The certificate or the key file for TLS cannot be read.
    case tlsFileNotReadable(path: String)
    /// Without TLS the server listens on loopback only.
    case plainOutsideLoopback(host: String)
    case addressNotFree(host: String, port: Int)

    /// A backup is never written over a file that is there.
    case backupExists(path: String)
    /// A file that is no backup, or that was not copied to its end.
    case backupDamaged(path: String, detail: String)
    /// The backup is of another server: its spaces are signed by another key.
    case backupOfOther(path: String)

    case unknownKind(String, nearest: [String])
    /// At least a day, at most a century.
    case periodNotAllowed
    /// The kind has no retention rule.
    case noRetentionRule(String)

    /// The system has not the memory that hashing a password takes.
    case passwordNotHashed
    case unknownPerson(String, nearest: [String])
    /// The person has no right to write in the space.
    case personMayNotWrite(String)
    case areasNotTaken(AreaFileFault)
    case fileNotReadable(path: String)
    case fileNotWritable(path: String)
    /// The program that makes PDFs is not there.
    case noRenderer
    /// The city's sign-in could not be reached, for that reason, or is none.
    case providerNotUsed(address: String, TransportError?)
    case providerMissing
    /// Another account has that identity at the city's sign-in.
    case identityTaken
    case unknownToken(String, nearest: [String])
    case tokenExists(String)
}
