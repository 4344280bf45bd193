/// Public types and functions that nobody explained.
enum DocumentationRule: Rule {
    static func findings(in file: SourceFile) -> [Finding] {
        guard let swift = file.swift, file.path.hasPrefix("Sources/"), !file.isGenerated else { return [] }
        return swift.code.indices.compactMap { index in
            guard needsDocumentation(swift.code[index]), !isDocumented(swift, index) else { return nil }
            return Finding(file, line: index + 1, "public, and without a documentation comment")
        }
    }

    private static let keywords: Set<Substring> = ["struct", "class", "enum", "actor", "protocol", "func"]

    /// Operators, phantom types and what a protocol asks for say all in their name.
    private static let plain = [
        "static func ", "enum Code", "func hash(into", "func encode(to", "mutating func next",
    ]

    private static func needsDocumentation(_ line: String) -> Bool {
        let words = line.split(separator: " ").drop { $0.hasPrefix("@") }
        guard words.first == "public", !words.contains("import"), !line.hasSuffix(" {}") else { return false }
        return words.contains { keywords.contains($0) } && !plain.contains { line.contains($0) }
    }

    private static func isDocumented(_ swift: SourceText, _ index: Int) -> Bool {
        var above = index - 1
        while above >= 0, swift.code[above].drop(while: { $0 == " " }).hasPrefix("@") { above -= 1 }
        return above >= 0 && swift.comments[above].contains("///")
    }
}
