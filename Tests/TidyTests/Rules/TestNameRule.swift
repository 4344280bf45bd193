/// Tests whose name is not a sentence that can be false.
enum TestNameRule: Rule {
    static func findings(in file: SourceFile) -> [Finding] {
        guard let swift = file.swift, file.isTest else { return [] }
        var findings: [Finding] = []
        var isTest = false
        for (index, line) in swift.code.enumerated() {
            if line.contains("@Test") { isTest = true }
            guard isTest, let start = line.firstRange(of: "func ")?.upperBound else { continue }
            isTest = false
            let name = line[start...]
            if !name.hasPrefix("`") || !name.prefix(while: { $0 != "(" }).contains(" ") {
                findings.append(Finding(file, line: index + 1, "a test whose name is not a sentence"))
            }
        }
        return findings
    }
}
