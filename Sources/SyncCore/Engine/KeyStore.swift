/// Where a device keeps its private keys, one a space.
public protocol KeyStore: Sendable {
    /// The key of a space; `nil` if there is none.
    func key(for space: SpaceID) throws(KeyStoreError) -> SigningKey?

    /// Keeps the keys; they are durable when it returns. A space's key is never replaced by another.
    func keep(_ keys: [SpaceID: SigningKey]) throws(KeyStoreError)
}

/// Why keys could not be read or kept.
public enum KeyStoreError: Error, Hashable, Sendable {
    /// Reading or writing failed; `code` is errno.
    case file(path: String, code: Int32)
    /// Others on this computer may read the file, or another user owns it. It is not used.
    case notPrivate(path: String)
    /// The file is not one of ours, or was damaged. It was not touched.
    case damaged(path: String)
    /// The space has another key already.
    case hasOtherKey(SpaceID)
}

extension KeyStoreError: ExplainedError {
    public var explanation: Explanation {
        switch self {
        case .file(let path, let code):
            Explanation(
                happened: "The key file \(path) could not be used (errno \(code)).",
                safe: "The file was left as it was.",
                next: "Check the disk and the folder's permissions."
            )
        case .notPrivate(let path):
            Explanation(
                happened: "Others on this computer may read the key file \(path).",
                safe: "It was not used.",
                next: "If nobody else has had access: chmod 600 on it. Otherwise ask for a new enrolment."
            )
        case .damaged(let path):
            Explanation(
                happened: "The key file \(path) is damaged.",
                safe: "It was left as it is, and so is everything recorded.",
                next: "Put it back from a backup, or enrol anew."
            )
        case .hasOtherKey:
            Explanation(
                happened: "The space has a key already, and another one was to be kept.",
                safe: "The former key was kept.",
                next: "Sync with it, or enrol in a new home folder."
            )
        }
    }
}
