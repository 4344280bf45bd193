import FieldModel
import Foundation
import Subprocess
import TestSupport

/// The built `field` with a home of its own.
struct FieldProgram: Sendable {
    let home: String

    /// The built programs lie beside the test runner.
    static let path =
        Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "field").path() ?? "field"

    var store: String { home + "/store.sqlite" }

    /// Runs one command to its end, where the clocks are Stockholm's and nothing else is set.
    ///
    /// - Parameters:
    ///   - line: what is typed after `field`, parted at spaces outside of double quotes.
    ///   - input: what it reads from standard input.
    ///   - environment: what is set beside `FIELD_HOME` and `TZ`.
    /// - Returns: its status and what it printed.
    /// - Throws: what the system says if it cannot be started.
    func callAsFunction(
        _ line: String,
        input: String = "",
        environment: [Environment.Key: String] = [:]
    ) async throws -> ProgramRun {
        try await runProgram(
            Self.path,
            Self.words(of: line),
            environment: self.environment.merging(environment) { $1 },
            input: input
        )
    }

    var environment: [Environment.Key: String] { ["FIELD_HOME": home, "TZ": "Europe/Stockholm"] }

    static func words(of line: String) -> [String] {
        var words: [String] = []
        for (index, part) in line.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
            let isQuoted = !index.isMultiple(of: 2)
            let pieces = isQuoted ? [part] : part.split(separator: " ", omittingEmptySubsequences: false)
            // What touches a quote belongs to the same word.
            if let first = pieces.first { words.append((words.popLast() ?? "") + first) }
            words += pieces.dropFirst().map(String.init)
        }
        return words.filter { !$0.isEmpty }
    }

    /// A copy of this home, for what never syncs: two copies that sync are a cloned computer.
    func copy() throws -> FieldProgram {
        let other = home + "-" + UUID().uuidString.prefix(8)
        try FileManager.default.copyItem(atPath: home, toPath: other)
        return FieldProgram(home: other)
    }
}

extension ProgramRun {
    /// The lines of standard output, each a JSON object.
    var objects: [[String: JSONValue]] {
        get throws {
            try output.split(separator: "\n").map { line in
                guard case .object(let members) = try JSONValue(line: String(line)) else {
                    throw NotAnObject(line: String(line))
                }
                return members
            }
        }
    }

    struct NotAnObject: Error {
        let line: String
    }
}

extension [String: JSONValue] {
    func text(_ member: String) -> String? {
        if case .string(let text)? = self[member] { text } else { nil }
    }

    func object(_ member: String) -> [String: JSONValue] {
        if case .object(let members)? = self[member] { members } else { [:] }
    }

    func number(_ member: String) -> Decimal? {
        if case .number(let number)? = self[member] { number } else { nil }
    }

    /// The beginning of the record's id, as a person types it.
    var shortID: String { String((text("id") ?? "").prefix(8)) }
}

/// Runs a line of the system's shell, in which `$0` is the word.
func runShell(
    _ line: String,
    _ word: String,
    environment: [Environment.Key: String]
) async throws -> ProgramRun {
    try await runProgram("/bin/sh", ["-c", line, word], environment: environment)
}
