import ArgumentParser
import SyncCore
import Terminal

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
              field sync --peer /media/sticka
            """,
            """
            All spaces, or the one that --space names. It may be stopped at any moment (Ctrl-C): the next time
            it goes on where it ended. It ends with what was sent, received, acknowledged, and what needs a
            person.

              field sync
              field sync --space hv-shared --json
              field sync --peer /media/stick
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

    @Option(
        help: ArgumentHelp(
            say(
                "I stället för servern: en mapp eller en sticka som flera datorer använder.",
                "In place of the server: a folder or a stick that several computers use."
            ),
            valueName: say("mapp", "folder")
        ),
        completion: .directory
    )
    var peer: String?

    @Flag(
        help: ArgumentHelp(
            say(
                "Med --peer: lås inte det som lämnas i mappen.",
                "With --peer: do not lock what is left in the folder."
            )
        )
    )
    var noPassphrase = false

    func validate() throws {
        guard address == nil || peer == nil else {
            throw ValidationError(
                say("Ange --address eller --peer, inte båda.", "Give --address or --peer, not both.")
            )
        }
        guard peer != nil || !noPassphrase else {
            throw ValidationError(
                say("--no-passphrase hör till --peer.", "--no-passphrase goes with --peer.")
            )
        }
    }

    func run() async throws {
        let status = if let peer { try await sync(in: peer) } else { try await sync() }
        if status != 0 { throw CommandError.told(exitCode: status) }
    }

    private func sync() async throws -> Int32 {
        let desk = try SyncDesk(
            common,
            movedTo: address.map { text throws(AddressError) in try ServerAddress(text) }
        )
        return try desk.tell(try await endingEarlyOnInterrupt { await desk.sync() })
    }

    private func sync(in folder: String) async throws -> Int32 {
        let desk = try PeerDesk(common, in: folder, isPlain: noPassphrase)
        return try await endingEarlyOnInterrupt { try await desk.sync() }
    }
}
