import Testing

/// The rules themselves: each finds what it is for, and leaves the like alone.
struct RuleTests {
    @Test(arguments: [
        ("import GRDB", "Sources/SyncCore/Engine/A.swift"),
        ("public import CCurl", "Sources/SyncCore/Store/A.swift"),
        ("import CZstd", "Sources/SyncCore/Wire/A.swift"),
        ("import Glibc", "Sources/SyncCore/Log/A.swift"),
        ("import Crypto", "Sources/SyncCore/Clock/A.swift"),
        ("import SyncServer", "Sources/FieldCLI/A.swift"),
        ("import Hummingbird", "Sources/FieldServer/A.swift"),
        ("import struct Glibc.stat", "Sources/FieldModel/A.swift"),
        ("@testable import Situation", "Tests/SyncCoreTests/A.swift"),
    ])
    func `an import that crosses a boundary is found`(line: String, path: String) {
        #expect(!ImportRule.findings(in: line + "\n", at: path).isEmpty)
    }

    @Test(arguments: [
        ("import GRDB", "Sources/SyncCore/Store/SQLite/A.swift"),
        ("package import SwiftProtobuf", "Sources/SyncCore/Log/A.swift"),
        ("@testable import SyncCore", "Tests/SyncCoreTests/A.swift"),
        ("// import GRDB", "Sources/SyncCore/Engine/A.swift"),
    ])
    func `an import that is declared is left alone`(line: String, path: String) {
        #expect(ImportRule.findings(in: line + "\n", at: path).isEmpty)
    }

    @Test(arguments: [
        (#"let sql = "SELECT id FROM record""#, "Sources/SyncCore/Engine/A.swift"),
        (#"let sql = "SELECT id FROM record WHERE kind = \(kind)""#, "Sources/SyncCore/Store/A.swift"),
        (#"let sql = "CREATE TABLE record (id BLOB)""#, "Sources/SyncCore/Store/A.swift"),
        ("let sql = \"\"\"\n    DELETE FROM record\n    \"\"\"", "Sources/FieldCLI/A.swift"),
    ])
    func `SQL in the wrong place or form is found`(text: String, path: String) {
        #expect(!SQLRule.findings(in: text + "\n", at: path).isEmpty)
    }

    @Test(arguments: [
        (#"let sql = "SELECT id FROM record WHERE kind = ?""#, "Sources/SyncCore/Store/A.swift"),
        (#"let sql = "CREATE TABLE record (id BLOB) STRICT""#, "Sources/SyncCore/Store/A.swift"),
        (#"let help = "Select a record""#, "Sources/FieldCLI/A.swift"),
    ])
    func `SQL where it belongs is left alone`(text: String, path: String) {
        #expect(SQLRule.findings(in: text + "\n", at: path).isEmpty)
    }

    @Test func `a file, a function and a line that are too long are found`() {
        let path = "Sources/SyncCore/Log/A.swift"
        let body = String(repeating: "    step()\n", count: 60)
        #expect(SizeRule.findings(in: "func a(\n    b: Int\n) {\n" + body + "}\n", at: path).count == 1)
        #expect(SizeRule.findings(in: "    private init?() {\n" + body + "    }\n", at: path).count == 1)
        #expect(SizeRule.findings(in: String(repeating: "let a = 1\n", count: 401), at: path).count == 1)
        #expect(SizeRule.findings(in: String(repeating: "å", count: 111) + "\n", at: path).count == 1)
    }

    @Test func `what only looks long is left alone`() {
        let path = "Sources/SyncCore/Log/A.swift"
        let wide = "// " + String(repeating: "ö", count: 107) + "\n"
        #expect(SizeRule.findings(in: wide, at: path).isEmpty)
        let required = "protocol P {\n    func a()\n}\n" + String(repeating: "let a = { 1 }()\n", count: 60)
        #expect(SizeRule.findings(in: required, at: path).isEmpty)
        let brace = #"func a() { print("{") }"# + "\n" + String(repeating: "step()\n", count: 60)
        #expect(SizeRule.findings(in: brace, at: path).isEmpty)
    }

    @Test(arguments: [
        "let a = try! b()", "let a = b!", "let a = b()!.c", "let a = b as! C", "fatalError(\"x\")",
        "do { try a() } catch {}", "do { try a() } catch let error as E {\n}", "// TODO: later",
        "/* block */",
        "final class A: @unchecked Sendable {}", "Task.detached { }", "print(\"\\(a!)\")",
    ])
    func `a way to crash, to swallow or to forget is found`(text: String) {
        #expect(!ForbiddenRule.findings(in: text + "\n", at: "Sources/SyncCore/Log/A.swift").isEmpty)
    }

    @Test(arguments: [
        "if !a, b != c { return !d }", "let a = \"really!\"", "// never use try!",
        "do {} catch { throw error }",
        "// The handle is used under the lock only.\nfinal class A: @unchecked Sendable {}",
    ])
    func `what only resembles it is left alone`(text: String) {
        #expect(ForbiddenRule.findings(in: text + "\n", at: "Sources/SyncCore/Log/A.swift").isEmpty)
    }

    @Test func `a lost newline, a stray space and a machine's folder are found`() {
        for text in ["a", "a \n", "a\r\n", "see /ho" + "me/anna/x\n", "https://py" + "pi.org/a\n"] {
            #expect(!FormRule.findings(in: text, at: "README.md").isEmpty, "\(text)")
        }
        #expect(FormRule.findings(in: "Läs mer om work/life.\n", at: "README.md").isEmpty)
    }

    @Test func `a public type without a comment is found`() {
        let path = "Sources/SyncCore/Log/A.swift"
        #expect(!DocumentationRule.findings(in: "public struct A {\n}\n", at: path).isEmpty)
        #expect(!DocumentationRule.findings(in: "\n    public func a() -> Int {\n", at: path).isEmpty)
        #expect(DocumentationRule.findings(in: "/// A.\n@frozen\npublic struct A {\n}\n", at: path).isEmpty)
        #expect(DocumentationRule.findings(in: "struct A {\n}\n", at: path).isEmpty)
    }

    @Test func `a test that is not a sentence is found`() {
        let path = "Tests/SyncCoreTests/A.swift"
        #expect(!TestNameRule.findings(in: "@Test func merges() {}\n", at: path).isEmpty)
        #expect(
            !TestNameRule.findings(in: "@Test(arguments: [1])\nfunc `merges`(a: Int) {}\n", at: path).isEmpty
        )
        #expect(TestNameRule.findings(in: "@Test func `merging twice is once`() {}\n", at: path).isEmpty)
        #expect(TestNameRule.findings(in: "func helper() {}\n", at: path).isEmpty)
    }
}
