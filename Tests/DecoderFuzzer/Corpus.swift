import Foundation

/// Inputs that are kept: sound ones, and those that have found something once.
public enum Corpus {
    /// The folder, beside the sources.
    public static let folder = URL(filePath: #filePath).deletingLastPathComponent().path + "/Corpus"

    /// The inputs of a decoder, by the names of their files, ascending; none if it has no folder.
    ///
    /// - Throws: what the system says.
    public static func inputs(of target: String) throws -> [(name: String, bytes: [UInt8])] {
        let folder = folder + "/" + target
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
            (name, [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + name))))
        }
    }

    /// Keeps an input.
    ///
    /// - Returns: its path.
    /// - Throws: what the system says.
    @discardableResult
    public static func keep(_ input: [UInt8], as name: String, of target: String) throws -> String {
        let folder = folder + "/" + target
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(input).write(to: URL(filePath: folder + "/" + name))
        return folder + "/" + name
    }
}
