import Foundation
import Subprocess
import SyncServer
import SystemPackage

/// Sets a page as a PDF, by the program weasyprint.
enum PDFRenderer {
    /// Renders a page that stands by itself.
    ///
    /// - Parameters:
    ///   - html: the page; nothing that it names is fetched, since it names nothing.
    ///   - path: of the PDF.
    /// - Throws: ``ServerError/noRenderer``, ``ServerError/fileNotWritable(path:)``
    static func write(_ html: String, to path: String) async throws {
        let page = FileManager.default.temporaryDirectory.appending(
            path: "faltbild-\(UUID().uuidString).html"
        )
        defer { try? FileManager.default.removeItem(at: page) }
        guard FileManager.default.createFile(atPath: page.path, contents: Data(html.utf8)) else {
            throw ServerError.fileNotWritable(path: page.path)
        }
        let isWritten: Bool
        do {
            isWritten = try await run(
                .name("weasyprint"),
                arguments: ["--quiet", page.path, path],
                input: .none,
                output: .discarded,
                error: .discarded
            )
            .terminationStatus.isSuccess
        } catch {
            throw ServerError.noRenderer
        }
        guard isWritten else { throw ServerError.fileNotWritable(path: path) }
    }
}
