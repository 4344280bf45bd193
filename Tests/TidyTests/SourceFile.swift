/// One text file of the project.
struct SourceFile {
    /// From the project's root, with slashes.
    let path: String
    let text: String
    /// The lines as they are.
    let lines: [String]
    /// `nil` for files that are not Swift.
    let swift: SourceText?

    init(path: String, text: String) {
        self.path = path
        self.text = text
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        swift = path.hasSuffix(".swift") ? SourceText(text) : nil
    }

    var isGenerated: Bool { path.contains("/Generated/") }

    var isTest: Bool { path.hasPrefix("Tests/") }

    /// The target's folder: `SyncCore` for `Sources/SyncCore/Log/Leaf.swift`.
    var target: String? {
        let parts = path.split(separator: "/")
        guard parts.count > 2, parts[0] == "Sources" || parts[0] == "Tests" else { return nil }
        return String(parts[1])
    }
}

/// Something that a rule does not allow.
struct Finding: CustomStringConvertible {
    let path: String
    let line: Int
    let message: String

    init(_ file: SourceFile, line: Int, _ message: String) {
        path = file.path
        self.line = line
        self.message = message
    }

    var description: String { "\(path):\(line): \(message)" }
}
