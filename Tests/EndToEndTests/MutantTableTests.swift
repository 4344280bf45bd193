import Foundation
import TestSupport
import Testing

/// `make mutants` takes long; that its table still fits the sources, and its script the table, is seen here.
struct MutantTableTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let script = root.appending(path: "Scripts/mutants").path

    private func swiftFiles(below folder: String) throws -> [(path: String, text: String)] {
        let top = Self.root.appending(path: folder).path
        return try FileManager.default.subpathsOfDirectory(atPath: top).filter { $0.hasSuffix(".swift") }
            .map { ($0, try String(contentsOfFile: top + "/" + $0, encoding: .utf8)) }
    }

    /// The strings between quotation marks on the table's lines that begin with a word.
    private func table(_ word: String) throws -> [[String]] {
        let path = Self.root.appending(path: "Tests/Mutants/mutants.toml").path
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            .filter { $0.hasPrefix(word + " = ") }
            .map { line in
                line.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
                    .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
            }
    }

    @Test func `every mutant has its one place in the sources, and none is in them`() async throws {
        let folder = try TestFolder()
        let stale = folder.file("planted/Sources/SyncCore/Removed/Removed.swift")
        try FileManager.default.createDirectory(
            atPath: folder.file("planted/Sources/SyncCore/Removed"),
            withIntermediateDirectories: true
        )
        try Data().write(to: URL(filePath: stale))
        let run = try await runPython([Self.script, "--plant", folder.file("planted")])
        #expect(run.status == 0, "\(run.errors)")
        let planted = try FileManager.default.subpathsOfDirectory(atPath: folder.file("planted/Sources"))
            .filter { $0.hasSuffix(".swift") }
            .map { try String(contentsOfFile: folder.file("planted/Sources/" + $0), encoding: .utf8) }
            .joined()
        let names = try table("name").flatMap(\.self)
        #expect(names.count >= 20)
        for name in names { #expect(planted.contains("Mutant.isOn(\"\(name)\")"), "\(name)") }
        #expect(!FileManager.default.fileExists(atPath: stale))
        for (path, text) in try swiftFiles(below: "Sources") {
            #expect(!text.contains("Mutant"), "\(path)")
        }
    }

    @Test func `every suite that is to find a mutant exists`() throws {
        let tests = try swiftFiles(below: "Tests").map(\.text).joined()
        let killers = Set(try table("killers").flatMap(\.self))
        #expect(!killers.isEmpty)
        for killer in killers { #expect(tests.contains("struct \(killer) "), "\(killer)") }
    }

    @Test func `a mutant that does not exist is refused, with the nearest names`() async throws {
        let run = try await runPython([Self.script, "digest-by-xr"])
        #expect(run.status == 2)
        #expect(run.errors.contains("digest-by-xor"))
    }
}
