/// Where a device keeps the tokens of its sessions, so that the next program need not open new ones.
///
/// A cache: a token that is lost, or that the server has forgotten, costs two requests and nothing else. So
/// neither reading nor keeping fails.
public protocol TokenStore: Sendable {
    /// The token of a space; `nil` if none is known.
    func token(for space: SpaceID) -> String?

    /// Keeps a token in the place of the former.
    func keep(_ token: String, for space: SpaceID)
}

/// Keeps no token: each engine opens sessions of its own.
public struct NoTokens: TokenStore {
    public init() {}

    /// Always `nil`.
    public func token(for space: SpaceID) -> String? { nil }

    /// Does nothing.
    public func keep(_ token: String, for space: SpaceID) {}
}

/// Tokens in one file that only its owner may read.
///
/// Text: the line `faltbild-tokens 1`, then per space its 32 hexadecimal digits, a space, and the token. A
/// file that is damaged, or that others may read, counts as empty, and the next token replaces it.
public struct TokenFile: TokenStore {
    private let file: PrivateFile

    /// Takes a path; the file is made by the first ``keep(_:for:)``.
    public init(at path: String) {
        file = PrivateFile(at: path)
    }

    /// Reads the file anew.
    public func token(for space: SpaceID) -> String? { read()[space] }

    /// Adds a token, and replaces the file as a whole.
    public func keep(_ token: String, for space: SpaceID) { change { $0[space] = token } }

    /// Removes the token of a space.
    public func forget(_ space: SpaceID) { change { $0[space] = nil } }

    private func change(_ body: (inout [SpaceID: String]) -> Void) {
        guard let lock = try? file.lock() else { return }
        var tokens = read()
        body(&tokens)
        var text = Self.firstLine + "\n"
        for (space, token) in tokens.sorted(by: { $0.key < $1.key }) { text += "\(space) \(token)\n" }
        // A token that is not kept costs the next program a session.
        _ = try? file.replace(by: Array(text.utf8))
        _ = consume lock
    }

    private func read() -> [SpaceID: String] {
        guard let bytes = try? file.read(limit: Self.byteLimit) else { return [:] }
        var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")[...]
        guard lines.popFirst() == Self.firstLine[...] else { return [:] }
        var tokens: [SpaceID: String] = [:]
        for line in lines {
            let parts = line.split(separator: " ")
            guard parts.count == 2, let space = SpaceID(parts[0]) else { return [:] }
            tokens[space] = String(parts[1])
        }
        return tokens
    }

    private static let firstLine = "faltbild-tokens 1"
    /// Bytes of a token file: thousands of spaces.
    private static let byteLimit = 1_024 * 1_024
}
