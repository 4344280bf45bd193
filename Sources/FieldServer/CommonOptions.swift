import ArgumentParser
import FieldModel
import Foundation
import SyncServer
import Terminal

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The server's folder; else FALTBILD_SERVER_DATA, else /var/lib/faltbild.",
            valueName: "folder"
        )
    )
    var data: String?

    @Option(help: "The language of messages, sv or en; else by LANG.")
    var lang: Language?

    var folder: DataFolder {
        let path = data ?? ProcessInfo.processInfo.environment["FALTBILD_SERVER_DATA"] ?? "/var/lib/faltbild"
        return DataFolder(path)
    }

    var texts: Texts { Texts(language: lang ?? .ofEnvironment(ProcessInfo.processInfo.environment)) }

    /// Runs a command's work; what goes wrong is told in words, and the exit code is 1.
    func run<Result>(_ work: (Texts) throws -> Result) throws -> Result {
        do {
            return try work(texts)
        } catch let error as ServerError {
            Console.standard.tell(texts.message(for: error))
            throw ExitCode.failure
        }
    }

    /// Runs work that waits for another server.
    func runWaiting<Result>(_ work: (Texts) async throws -> Result) async throws -> Result {
        do {
            return try await work(texts)
        } catch let error as ServerError {
            Console.standard.tell(texts.message(for: error))
            throw ExitCode.failure
        }
    }

    func administration() throws(ServerError) -> Administration {
        try Administration(folder)
    }
}
