package import ArgumentParser
import FieldModel
import Foundation

/// Runs a program that is a tree of commands, and tells what went wrong in the person's language.
package enum CommandProgram {
    /// What a person is told of a failure, and what the caller of the program.
    package struct Failure: Sendable {
        package let message: String
        package let exitCode: Int32

        package init(message: String, exitCode: Int32) {
            self.message = message
            self.exitCode = exitCode
        }
    }

    /// Parses the command line, runs the command that it names, and ends the process.
    ///
    /// `explain` says what an error of a command comes to; `nil` leaves it to the parser.
    package static func run<Root: AsyncParsableCommand>(
        _ root: Root.Type,
        explain: @Sendable (any Error) -> Failure?
    ) async -> Never {
        if let refusal = CommandWords.refusal(of: root) {
            Console.standard.tell(refusal)
            exit(root.exitCode(for: ValidationError(refusal)).rawValue)
        }
        do {
            var command = try root.parseAsRoot(CommandWords.inOrder(for: root))
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            exit(0)
        } catch {
            if let failure = explain(error) {
                if !failure.message.isEmpty { Console.standard.tell(failure.message) }
                exit(failure.exitCode)
            }
            end(root, with: error)
        }
    }

    /// Help, a version or a completion script goes to standard output; a refusal to standard error.
    private static func end<Root: ParsableCommand>(_ root: Root.Type, with error: any Error) -> Never {
        let code = root.exitCode(for: error).rawValue
        let text = root.fullMessage(for: error)
        let isScript = CommandLine.arguments.contains { $0.contains("completion") }
        let message = isScript ? text : ParserWords.translated(text, to: .current)
        if code != 0 {
            if !message.isEmpty { Console.standard.tell(message) }
        } else if !message.isEmpty {
            Console.standard.print(message)
        }
        exit(code)
    }
}
