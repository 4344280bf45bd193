package import FieldModel
import Foundation

extension Language {
    /// The language of this process.
    package static let current = ofProcess(
        arguments: CommandLine.arguments,
        environment: ProcessInfo.processInfo.environment
    )

    /// By LC_ALL, LC_MESSAGES, LANG, the first that is set.
    package static func ofEnvironment(_ environment: [String: String]) -> Language {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
        return set?.hasPrefix("sv") == true ? .swedish : .english
    }

    /// By `--lang`, else by the environment: known before the command line is parsed, so that help and
    /// refusals of the parser speak it too.
    package static func ofProcess(arguments: [String], environment: [String: String]) -> Language {
        for (index, argument) in arguments.enumerated() {
            if argument == "--lang", index + 1 < arguments.count {
                return Language(rawValue: arguments[index + 1]) ?? ofEnvironment(environment)
            }
            if argument.hasPrefix("--lang=") {
                return Language(rawValue: String(argument.dropFirst("--lang=".count)))
                    ?? ofEnvironment(environment)
            }
        }
        return ofEnvironment(environment)
    }

    /// The words of this language.
    package func pick<Value>(_ swedish: Value, _ english: Value) -> Value {
        self == .swedish ? swedish : english
    }
}
