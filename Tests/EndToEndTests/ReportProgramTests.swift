import Foundation
import TestSupport
import Testing

/// Tables and the yearly report by the built programs.
@Suite struct ReportProgramTests {
    private static let examples = ExampleFiles.folder.path

    private func withPerson(_ body: (ServerProgram) async throws -> Void) async throws {
        try await ServerProgram.with { server in
            for words in [
                ["init"], ["space", "add", "hv-shared"],
                ["person", "add", "lind-02", "--space", "hv-shared", "--role", "assessor"],
            ] {
                #expect(try await server.command(words).status == 0)
            }
            try await body(server)
        }
    }

    private func enter(
        _ table: String,
        by mapping: String,
        _ server: ServerProgram,
        language: String = "en"
    ) async throws -> ProgramRun {
        try await server.command(
            ["import", table, "--mapping", mapping, "--space", "hv-shared", "--as", "lind-02"],
            language: language
        )
    }

    @Test func `the report becomes a PDF that holds its figures, and every other form`() async throws {
        try await withPerson { server in
            let table = Self.examples + "/compstat_jan_oct.csv"
            let entered = try await enter(table, by: Self.examples + "/compstat.mapping.json", server)
            #expect(entered.output.contains("85 new"), "\(entered.errors)")
            for format in ["html", "pdf", "md", "json"] {
                let file = server.folder + "/lägesbild." + format
                let run = try await server.command([
                    "report", "--year", "2024", "--space", "hv-shared", "--format", format, "--output", file,
                ])
                #expect(run.status == 0 && FileManager.default.fileExists(atPath: file), "\(run.errors)")
            }
            let text = try await runProgram("/usr/bin/pdftotext", [server.folder + "/lägesbild.pdf", "-"])
            #expect(
                text.output.contains("Lägesbild 2024") && text.output.contains("+300 %"),
                "\(text.errors)"
            )
            #expect(text.output.contains("Inga uppgifter för året"))
            let nowhere = try await server.command([
                "report", "--year", "2024", "--space", "hv-shared", "--output", "/finns/inte.html",
            ])
            #expect(nowhere.status == 1 && nowhere.errors.contains("/finns/inte.html"))
            #expect(
                try await server.command(["report", "--year", "1999", "--space", "hv-shared"]).status != 0
            )
        }
    }

    @Test func `what is wrong with a table or its mapping is told in words, and nothing changes`()
        async throws
    {
        try await withPerson { server in
            let mapping = Self.examples + "/compstat.mapping.json"
            let columns = try await enter(Self.examples + "/areas.csv", by: mapping, server, language: "sv")
            #expect(
                columns.status == 1 && columns.errors.contains("kolumn") && columns.errors.contains("Inget")
            )
            let rows = server.folder + "/rader.csv"
            try Data("group,offence,year,reported\nA,B,2024,många\nA,C,2024,-3\nA,D,2024,4\n".utf8)
                .write(to: URL(filePath: rows))
            let refused = try await enter(rows, by: mapping, server)
            #expect(refused.status == 1 && refused.errors.contains("row 2"), "\(refused.errors)")
            #expect(refused.errors.contains("row 3") && refused.errors.contains("≥ 0"))
            let missing = try await enter(server.folder + "/saknas.csv", by: mapping, server)
            #expect(missing.status == 1 && missing.errors.contains("saknas.csv"))
            let listed = try await server.command(["space", "list", "--json"])
            #expect(listed.output.contains(#""segments":"#))
        }
    }
}
