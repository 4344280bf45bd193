/// Files, functions and lines that outgrew one idea.
enum SizeRule: Rule {
    static let fileLines = 400
    static let functionLines = 50
    static let columns = 110

    static func findings(in file: SourceFile) -> [Finding] {
        guard let swift = file.swift, !file.isGenerated else { return [] }
        var findings: [Finding] = []
        if file.lines.count > fileLines + 1 {
            findings.append(Finding(file, line: 1, "\(file.lines.count - 1) lines; look for the second idea"))
        }
        for (index, line) in file.lines.enumerated() where line.utf8.count > columns && line.count > columns {
            findings.append(Finding(file, line: index + 1, "\(line.count) columns"))
        }
        for function in FunctionBody.all(in: swift.code) where function.lines > functionLines {
            findings.append(Finding(file, line: function.start, "a function of \(function.lines) lines"))
        }
        return findings
    }
}
