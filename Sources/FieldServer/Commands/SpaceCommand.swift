import ArgumentParser
import Foundation
import SyncCore
import SyncServer
import Terminal

struct SpaceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "space",
        abstract: "Add or list spaces: sets of people who share records.",
        subcommands: [SpaceAddCommand.self, SpaceListCommand.self]
    )
}

struct SpaceAddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Add a space.",
        discussion: """
            A server that has lost its databases and its ledger takes up a space again by its id, which
            field status --json shows on every laptop.

              field-server space add hv-shared
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The name that people see.")
    var name: String

    @Option(help: "The id of a space that laptops still hold: 32 hexadecimal digits.")
    var id: String?

    func validate() throws {
        guard id == nil || id.flatMap({ SpaceID($0) }) != nil else {
            throw ValidationError("--id has 32 hexadecimal digits.")
        }
    }

    func run() throws {
        try common.run { texts in
            let id = try common.administration().addSpace(name, id: id.flatMap { SpaceID($0) })
            Console.standard.print(texts.spaceAdded(name, id.description))
        }
    }
}

struct SpaceListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the spaces.",
        discussion: "  field-server space list --json"
    )

    @OptionGroup var common: CommonOptions

    @Flag(help: "One JSON object a line.")
    var json = false

    func run() throws {
        try common.run { texts in
            let spaces = try common.administration().spaces()
            if json { return try Console.standard.printLines(spaces) }
            guard !spaces.isEmpty else { return Console.standard.print(texts.noSpaces) }
            let rows = spaces.map { space in
                [
                    space.name, "\(space.members)", "\(space.segments)",
                    String(space.stateDigest.description.prefix(16)), "\(space.id)",
                ]
            }
            Console.standard.print(
                Table(headings: texts.spaceHeadings, rows: rows).text(width: Console.standard.width)
            )
        }
    }
}
