import ArgumentParser
import Glibc
import SyncCore
import Terminal
import UnixSignals

struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: say("Utbyt ändringar med servern.", "Exchange changes with the server."),
        discussion: say(
            """
            Alla rum, eller det som --space anger. Kan avbrytas när som helst (Ctrl-C): nästa gång går det
            vidare där det slutade. Slutar med vad som skickades, togs emot, kvitterades, och vad som väntar
            på en människa.

              field sync
              field sync --space hv-shared --json
              field sync --address https://faltbild.ny.example
            """,
            """
            All spaces, or the one that --space names. It may be stopped at any moment (Ctrl-C): the next time
            it goes on where it ended. It ends with what was sent, received, acknowledged, and what needs a
            person.

              field sync
              field sync --space hv-shared --json
            """
        )
    )

    @OptionGroup var common: CommonOptions

    @Option(
        help: ArgumentHelp(
            say(
                "Serverns nya adress, om den har flyttat; samma nyckel krävs.",
                "The server's new address, if it has moved; its key must be the same."
            ),
            valueName: say("adress", "address")
        )
    )
    var address: String?

    func run() async throws {
        let desk = try SyncDesk(
            common,
            movedTo: address.map { text throws(AddressError) in try ServerAddress(text) }
        )
        let results = await withTaskGroup(of: [SyncDesk.Outcome]?.self) { group in
            group.addTask { await desk.sync() }
            group.addTask {
                for await _ in await UnixSignalsSequence(trapping: .sigint) { break }
                return nil
            }
            var outcomes: [SyncDesk.Outcome] = []
            // The sync ends, or Ctrl-C comes first; either ends the other.
            for await ended in group {
                group.cancelAll()
                if let ended { outcomes = ended }
            }
            return outcomes
        }
        let status = try desk.tell(results)
        if status != 0 { throw CommandError.told(exitCode: status) }
    }
}
