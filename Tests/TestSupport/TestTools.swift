import Foundation

/// Tools from PyPI, which `Scripts/bootstrap --tests` puts into a folder beside the build.
public enum TestTools {
    /// A file below the tools' folder.
    ///
    /// - Parameter pattern: its path; a `*` stands for what differs between versions.
    /// - Returns: the path of the file that is there.
    /// - Throws: `CocoaError` with the place that lacks it: run `Scripts/bootstrap --tests`.
    public static func path(_ pattern: String) throws -> String {
        var folder = tools
        for part in pattern.split(separator: "/") {
            if part.contains("*") {
                let prefix = part.prefix { $0 != "*" }
                let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
                guard let name = names.sorted().first(where: { $0.hasPrefix(prefix) }) else {
                    throw missing(folder.appending(path: String(part)))
                }
                folder.append(path: name)
            } else {
                folder.append(path: String(part))
            }
        }
        guard FileManager.default.fileExists(atPath: folder.path) else { throw missing(folder) }
        return folder.path
    }

    /// Beside the sources, or, for a copy of them below the project, beside those that it is a copy of.
    private static let tools: URL = {
        let root = URL(filePath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        var folder = root
        while folder.path != "/" {
            let tools = folder.appending(path: ".build-tools/python")
            if FileManager.default.fileExists(atPath: tools.path) { return tools }
            folder.deleteLastPathComponent()
        }
        return root.appending(path: ".build-tools/python")
    }()

    private static func missing(_ file: URL) -> CocoaError {
        CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: file.path])
    }
}
