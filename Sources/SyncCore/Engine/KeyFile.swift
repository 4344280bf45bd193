/// Private keys in one file that only its owner may read.
///
/// Text: the line `faltbild-keys 1`, then per space its 32 hexadecimal digits, a space, and 64 of the key. It
/// is replaced as a whole. A lock file beside it keeps two programs from writing over each other.
public struct KeyFile: KeyStore {
    private let path: String
    private let file: PrivateFile

    /// Takes a path; the file is made by the first ``keep(_:)``.
    public init(at path: String) {
        self.path = path
        file = PrivateFile(at: path)
    }

    /// Reads the file anew.
    public func key(for space: SpaceID) throws(KeyStoreError) -> SigningKey? {
        try read()[space]
    }

    /// Adds keys, and replaces the file as a whole.
    public func keep(_ keys: [SpaceID: SigningKey]) throws(KeyStoreError) {
        let lock: FileLock
        do throws(PrivateFile.Failure) { lock = try file.lock() } catch { throw KeyStoreError(error) }
        var kept = try read()
        for (space, key) in keys {
            if let former = kept[space], former.secretBytes != key.secretBytes { throw .hasOtherKey(space) }
            kept[space] = key
        }
        do throws(PrivateFile.Failure) { try file.replace(by: Self.text(of: kept)) } catch {
            throw KeyStoreError(error)
        }
        _ = consume lock
    }

    /// Removes the key of a space, for good: of a space that was left.
    public func forget(_ space: SpaceID) throws(KeyStoreError) {
        let lock: FileLock
        do throws(PrivateFile.Failure) { lock = try file.lock() } catch { throw KeyStoreError(error) }
        var kept = try read()
        kept[space] = nil
        do throws(PrivateFile.Failure) { try file.replace(by: Self.text(of: kept)) } catch {
            throw KeyStoreError(error)
        }
        _ = consume lock
    }

    private func read() throws(KeyStoreError) -> [SpaceID: SigningKey] {
        let bytes: [UInt8]?
        do throws(PrivateFile.Failure) { bytes = try file.read(limit: Self.byteLimit) } catch {
            throw KeyStoreError(error)
        }
        guard let bytes else { return [:] }
        var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        guard lines.first == Self.firstLine[...] else { throw .damaged(path: path) }
        lines.removeFirst()
        var keys: [SpaceID: SigningKey] = [:]
        for line in lines {
            let parts = line.split(separator: " ")
            guard parts.count == 2, let space = SpaceID(parts[0]),
                let bytes = [UInt8](hexadecimal: parts[1]), let key = SigningKey(bytes: bytes)
            else { throw .damaged(path: path) }
            keys[space] = key
        }
        return keys
    }

    private static func text(of keys: [SpaceID: SigningKey]) -> [UInt8] {
        var text = firstLine + "\n"
        for (space, key) in keys.sorted(by: { $0.key < $1.key }) {
            text += "\(space) \(key.secretBytes.hexadecimal)\n"
        }
        return Array(text.utf8)
    }

    private static let firstLine = "faltbild-keys 1"
    /// Bytes of a key file: thousands of spaces.
    private static let byteLimit = 1_024 * 1_024
}

extension KeyStoreError {
    fileprivate init(_ failure: PrivateFile.Failure) {
        switch failure {
        case .system(let path, let code): self = .file(path: path, code: code)
        case .notPrivate(let path): self = .notPrivate(path: path)
        case .tooLarge(let path): self = .damaged(path: path)
        }
    }
}
