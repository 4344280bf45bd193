public import Foundation

/// The files of Examples/hasselby-vallingby.
public enum ExampleFiles {
    public static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Examples/hasselby-vallingby")

    /// The lines of a file that are not empty.
    public static func lines(of name: String) throws -> [String] {
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        return text.split(whereSeparator: \.isNewline).map(String.init)
    }

    /// The rows of a CSV file by the names in its first; its cells hold no quotes or commas.
    public static func rows(of name: String) throws -> [[String: String]] {
        let table = try lines(of: name).map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        guard let header = table.first else { return [] }
        return table.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
    }
}
