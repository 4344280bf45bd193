import ArgumentParser
import Terminal

struct BundleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bundle",
        abstract: say("Ändringar i en fil, på en sticka.", "Changes in a file, on a stick."),
        subcommands: [BundleExportCommand.self, BundleImportCommand.self, BundleShowCommand.self]
    )
}
