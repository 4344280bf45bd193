/// What no file may hold: ways to crash, ways to swallow, and notes to nobody.
enum ForbiddenRule: Rule {
    static func findings(in file: SourceFile) -> [Finding] {
        guard let swift = file.swift, !file.isGenerated else { return [] }
        return findingsInCode(of: file, swift) + findingsInComments(of: file, swift)
    }

    private static func findingsInCode(of file: SourceFile, _ swift: SourceText) -> [Finding] {
        var findings: [Finding] = []
        for (index, line) in swift.code.enumerated() where !line.utf8.allSatisfy({ $0 == 32 }) {
            for (text, reason) in forbidden where line.contains(text) {
                findings.append(Finding(file, line: index + 1, reason))
            }
            if hasForceUnwrap(line) {
                findings.append(Finding(file, line: index + 1, "a force unwrap"))
            }
            if line.contains("@unchecked Sendable"), !hasCommentAbove(swift.comments, index) {
                findings.append(Finding(file, line: index + 1, "@unchecked Sendable without its proof"))
            }
            if isEmptyCatch(line, next: index + 1 < swift.code.count ? swift.code[index + 1] : "") {
                findings.append(Finding(file, line: index + 1, "an empty catch"))
            }
        }
        return findings
    }

    private static func findingsInComments(of file: SourceFile, _ swift: SourceText) -> [Finding] {
        var findings: [Finding] = []
        for (index, line) in swift.comments.enumerated() where line.contains("/") {
            for word in notes where line.contains(word) {
                findings.append(Finding(file, line: index + 1, "a note to nobody: \(word)"))
            }
            if line.contains("/*") { findings.append(Finding(file, line: index + 1, "a block comment")) }
        }
        return findings
    }

    private static let forbidden = [
        ("try!", "try! crashes on what the world can cause"),
        ("as!", "as! crashes on what the world can cause"),
        ("fatalError(", "fatalError; throw, or precondition with its reason"),
        ("Task.detached", "an unstructured task"),
    ]

    private static let notes = ["TODO", "FIXME", "XXX", "HACK"]

    private static func hasForceUnwrap(_ line: String) -> Bool {
        let bytes = Array(line.utf8)
        guard bytes.contains(UInt8(ascii: "!")) else { return false }
        return bytes.indices.dropFirst().contains { index in
            guard bytes[index] == UInt8(ascii: "!") else { return false }
            if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "=") { return false }
            let before = Character(UnicodeScalar(bytes[index - 1]))
            return before.isLetter || before.isNumber || ")]_`".contains(before)
        }
    }

    private static func hasCommentAbove(_ comments: [String], _ index: Int) -> Bool {
        comments[max(0, index - 4)...index].contains { $0.contains("//") }
    }

    private static func isEmptyCatch(_ line: String, next: String) -> Bool {
        guard let start = line.firstRange(of: "catch")?.upperBound else { return false }
        let rest = line[start...].filter { $0 != " " }
        return rest.hasSuffix("{}") || rest.hasSuffix("{") && next.filter { $0 != " " } == "}"
    }
}
