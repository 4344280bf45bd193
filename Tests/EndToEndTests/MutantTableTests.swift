import Foundation
import TestSupport
import Testing

/// `make mutants` takes long; that its table still fits the sources is seen here.
struct MutantTableTests {
    @Test func `every mutant has its one place in the sources, and none is in them`() async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = try TestFolder()
        let script = root.appending(path: "Scripts/mutants").path
        let run = try await runPython([script, "--plant", folder.file("planted")])
        #expect(run.status == 0, "\(run.errors)")
        let planted = try String(
            contentsOfFile: folder.file("planted/Sources/SyncCore/Merge/Entry.swift"),
            encoding: .utf8
        )
        #expect(planted.contains("Mutant.isOn("))
        let sources = root.appending(path: "Sources").path
        for path in try FileManager.default.subpathsOfDirectory(atPath: sources) where path.hasSuffix("swift")
        {
            let text = try String(contentsOfFile: sources + "/" + path, encoding: .utf8)
            #expect(!text.contains("Mutant"), "\(path)")
        }
    }
}
