import ArgumentParser
import SyncCore
import SyncServer
import Terminal

struct BundleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle",
        abstract: "Take in changes that came in a file.",
        subcommands: [BundleImportCommand.self]
    )
}

struct BundleImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Take in a bundle that a laptop wrote.",
        discussion: """
            Its segments are verified, numbered and merged as if they had been pushed. The passphrase is
            asked for, or read from standard input.

              field-server bundle import /media/stick/thursday.bundle
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The file.", completion: .file())
    var file: String

    func run() throws {
        try common.run { texts in
            do {
                let report = try common.administration().takeBundle(at: file, passphrase: passphrase(texts))
                for space in report.spaces { Console.standard.print(texts.taken(space)) }
                for name in report.skipped { Console.standard.tell(texts.skipped(name)) }
                if let fault = report.fault { throw fault }
            } catch let error as BundleError {
                Console.standard.tell(texts.message(for: error))
                throw ExitCode.failure
            }
        }
    }

    /// `nil` for a plain bundle.
    private func passphrase(_ texts: Texts) throws -> BundlePassphrase? {
        guard try BundleEngine.isLocked(file) else { return nil }
        switch Console.standard.askSecretly(texts.passphraseQuestion) {
        case .typed(let text) where !text.isEmpty: return try BundlePassphrase(text)
        case .typed, .ended: throw BundleError.passphraseNeeded
        case .interrupted: throw BundleError.cancelled
        }
    }
}
