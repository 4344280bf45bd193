import Foundation
import TestSupport

/// What a program showed in a terminal.
struct TerminalRun: Decodable, Sendable {
    /// Below 0: the signal that ended it.
    let status: Int32
    let output: String

    /// Whether anything is coloured.
    var hasColour: Bool { output.contains(/\u{1B}\[[0-9;]+m/) }
}

extension FieldProgram {
    /// What a person does once a text stands on the screen.
    struct Step: Encodable {
        let wait: String
        let send: String

        init(after wait: String, type send: String) {
            self.wait = wait
            self.send = send
        }
    }

    /// Runs one command in a terminal of its own.
    ///
    /// - Parameters:
    ///   - line: what is typed after `field`; `PORT` is that of a server that takes connections and never
    ///     answers, if `stalls`.
    ///   - columns: the terminal's width.
    ///   - environment: what is set beside `FIELD_HOME`, `TZ` and `TERM`.
    ///   - stalls: whether that server is there.
    ///   - steps: what the person types, when.
    /// - Returns: its status and what it showed.
    /// - Throws: what the system says if it cannot be started.
    func inTerminal(
        _ line: String,
        columns: Int = 80,
        environment: [String: String] = [:],
        stalls: Bool = false,
        steps: [Step] = []
    ) async throws -> TerminalRun {
        let task = Task(
            argv: [Self.path] + Self.words(of: line),
            environment: ["FIELD_HOME": home, "TZ": "Europe/Stockholm", "TERM": "xterm-256color"]
                .merging(environment) { $1 },
            columns: columns,
            steps: steps,
            stalls: stalls
        )
        let input = String(decoding: try JSONEncoder().encode(task), as: UTF8.self)
        let run = try await runPython([Self.script("terminal.py")], input: input)
        return try JSONDecoder().decode(TerminalRun.self, from: Data(run.output.utf8))
    }

    /// A file beside this one.
    static func script(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().appending(path: name).path()
    }

    private struct Task: Encodable {
        let argv: [String]
        let environment: [String: String]
        let columns: Int
        let steps: [Step]
        let stalls: Bool
    }
}
