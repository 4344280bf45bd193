import Testing

/// The rules, over every file of the project.
struct ProjectTests {
    @Test func `the scan sees the project's files`() {
        #expect(SourceTree.swiftFiles.count > 50)
        #expect(SourceTree.files.contains { $0.path == "Makefile" })
        #expect(SourceTree.files.contains { $0.path == "Documentation/Protocol.md" })
    }

    @Test func `every import is declared, and libraries stay in their rooms`() {
        expectNone(ImportRule.findings(in: SourceTree.files))
    }

    @Test func `SQL is written in Store rooms only, as literals without values`() {
        expectNone(SQLRule.findings(in: SourceTree.files))
    }

    @Test func `files, functions and lines hold one idea`() {
        expectNone(SizeRule.findings(in: SourceTree.files))
    }

    @Test func `nothing crashes on purpose, swallows an error or leaves a note to nobody`() {
        expectNone(ForbiddenRule.findings(in: SourceTree.files))
    }

    @Test func `every file ends in a newline and names no machine`() {
        expectNone(FormRule.findings(in: SourceTree.files))
    }

    @Test func `every public type and function is explained`() {
        expectNone(DocumentationRule.findings(in: SourceTree.files))
    }

    @Test func `every test is named by a sentence`() {
        expectNone(TestNameRule.findings(in: SourceTree.files))
    }

    @Test func `every allowance is needed`() {
        for allowance in allowances {
            let files = SourceTree.files.filter { $0.path == allowance.path }
            #expect(
                files.contains { !allowance.rule.findings(in: $0).isEmpty },
                "\(allowance.path) no longer breaks \(allowance.rule)"
            )
        }
    }

    private func expectNone(
        _ findings: [Finding],
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let report = findings.map(\.description).joined(separator: "\n")
        #expect(findings.isEmpty, "\(findings.count) findings:\n\(report)", sourceLocation: sourceLocation)
    }
}
