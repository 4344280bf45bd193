/// SQL outside the rooms for it, built from pieces, or making a table that takes any type.
enum SQLRule: Rule {
    static func findings(in file: SourceFile) -> [Finding] {
        guard let swift = file.swift, !file.isTest else { return [] }
        var findings: [Finding] = []
        for literal in swift.literals where isStatement(literal.text) {
            if !ImportRule.isStoreRoom(file.path) {
                findings.append(Finding(file, line: literal.line, "SQL outside a Store room"))
            }
            if literal.isInterpolated {
                findings.append(Finding(file, line: literal.line, "SQL with a value built in; bind it"))
            }
            if literal.text.contains("CREATE TABLE"), !literal.text.contains("STRICT") {
                findings.append(Finding(file, line: literal.line, "a table that is not STRICT"))
            }
        }
        return findings
    }

    private static let openings = [
        "SELECT ", "INSERT ", "UPDATE ", "DELETE FROM ", "CREATE TABLE ", "CREATE INDEX ", "CREATE UNIQUE ",
        "CREATE VIRTUAL ", "CREATE TRIGGER ", "DROP ", "ALTER TABLE ", "PRAGMA ", "WITH ", "VACUUM",
        "REPLACE INTO ",
    ]

    private static func isStatement(_ text: String) -> Bool {
        let start = text.drop { $0.isWhitespace }
        return openings.contains { start.hasPrefix($0) }
    }
}
