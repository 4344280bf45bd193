import Foundation
import Testing

struct FieldTableTests {
    private static let page = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Documentation/Fields.md")

    @Test func `the page of kinds and fields says what the catalogue says`() throws {
        let written = try String(contentsOf: Self.page, encoding: .utf8)
        let differs = written != FieldTable.page
        if differs {
            // For whoever changed the catalogue: the page as it should be.
            try FieldTable.page.write(
                to: FileManager.default.temporaryDirectory.appending(path: "Fields.md"),
                atomically: true,
                encoding: .utf8
            )
        }
        #expect(!differs, "copy Fields.md from the temporary folder over Documentation/Fields.md")
    }
}
