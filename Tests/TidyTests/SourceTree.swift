import Foundation

/// Every text file that belongs to the project, read once.
enum SourceTree {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let files: [SourceFile] = paths().compactMap(read)

    static let swiftFiles = files.filter { $0.swift != nil && !$0.isGenerated }

    private static let textSuffixes = [
        "swift", "md", "sh", "py", "proto", "h", "modulemap", "yml", "yaml", "json", "csv", "toml",
    ]

    /// Files at the root that have no suffix, and folders whose files are scripts.
    private static let plainNames: Set<String> = ["Makefile", "LICENSE", ".swift-format", ".gitignore"]

    private static func paths() -> [String] {
        let top = ["Sources", "Tests", "Scripts", "Documentation", "Examples", ".ci"]
        var paths: [String] = []
        for folder in top {
            let found = FileManager.default.enumerator(atPath: root.appending(path: folder).path)
            while let path = found?.nextObject() as? String { paths.append(folder + "/" + path) }
        }
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: root.path)) ?? []
        return (paths + entries).filter(isText).sorted()
    }

    private static func isText(_ path: String) -> Bool {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        if plainNames.contains(name) || path.hasPrefix("Scripts/") || path.hasPrefix(".ci/") {
            return !path.contains("__pycache__")
        }
        return textSuffixes.contains { name.hasSuffix("." + $0) }
    }

    private static func read(_ path: String) -> SourceFile? {
        guard let data = try? Data(contentsOf: root.appending(path: path)),
            let text = String(validating: data, as: UTF8.self)
        else { return nil }
        return SourceFile(path: path, text: text)
    }
}
