import FieldModel
import Foundation
import Glibc

/// Where words for people leave a program, and what that place can show.
package struct Console: Sendable {
    /// Columns of the terminal; `nil` where the output goes elsewhere and nothing need fit.
    package let width: Int?
    /// Whether colours are understood and wanted: on a terminal, unless `NO_COLOR` is set or it is a dumb
    /// one.
    package let hasColour: Bool
    /// Whether a line can be redrawn while work goes on: standard error is a terminal.
    package let hasLiveLine: Bool
    /// Whether a person can be asked: standard input and standard error are a terminal.
    package let canAsk: Bool

    /// What the process was started with.
    package static let standard = Console(environment: ProcessInfo.processInfo.environment)

    private init(environment: [String: String]) {
        let isTerminal = isatty(STDOUT_FILENO) == 1
        let isDumb = environment["TERM"] == "dumb" || environment["TERM"] == nil
        width = isTerminal ? Self.columns(environment) : environment["COLUMNS"].flatMap { Int($0) }
        hasColour = isTerminal && !isDumb && (environment["NO_COLOR"] ?? "").isEmpty
        hasLiveLine = isatty(STDERR_FILENO) == 1 && !isDumb
        canAsk = isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1
    }

    /// Columns where the terminal does not tell.
    private static let usualColumns = 80

    private static func columns(_ environment: [String: String]) -> Int {
        var size = winsize()
        if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return environment["COLUMNS"].flatMap { Int($0) } ?? usualColumns
    }

    /// Writes a line of the result to standard output.
    ///
    /// Where the result cannot go, as to a file on a full disk, it says so and ends the program: a caller
    /// must not take a part for the whole.
    package func print(_ text: String) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
        } catch {
            tell(
                Language.current.pick(
                    "Resultatet gick inte att skriva ut. Det som är sparat är kvar på datorn.",
                    "The result could not be written out. What was saved is safe on this computer."
                )
            )
            exit(1)
        }
    }

    /// Writes a line about the work to standard error.
    package func tell(_ text: String) { tellUnended(text + "\n") }

    /// Replaces the live line of standard error; nothing where there is none.
    package func draw(_ text: String) {
        guard hasLiveLine else { return }
        tellUnended("\r\u{1B}[2K\(text)")
    }

    /// Where standard error cannot be written there is nobody to tell, and the work goes on.
    func tellUnended(_ text: String) {
        _ = try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }

    /// Writes one JSON object a line, members in the order of their names.
    package func printLines(_ values: [some Encodable]) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for value in values { print(String(decoding: try encoder.encode(value), as: UTF8.self)) }
    }

    /// Asks for one line, with the question on standard error where a person can read it.
    ///
    /// - Returns: `nil` at the end of input.
    package func ask(_ question: String) -> String? {
        if canAsk { tellUnended(question + " ") }
        return readLine()
    }
}
