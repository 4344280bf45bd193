/// One thing that every file must satisfy.
protocol Rule: SendableMetatype {
    static func findings(in file: SourceFile) -> [Finding]
}

extension Rule {
    /// What the whole project has against this rule, without the places that are allowed to.
    static func findings(in files: [SourceFile]) -> [Finding] {
        let excused = Set(allowances.filter { $0.rule == Self.self }.map(\.path))
        return files.filter { !excused.contains($0.path) }.flatMap(findings(in:))
    }

    /// What the rule has against one file made for the purpose.
    static func findings(in text: String, at path: String) -> [Finding] {
        findings(in: SourceFile(path: path, text: text))
    }
}
