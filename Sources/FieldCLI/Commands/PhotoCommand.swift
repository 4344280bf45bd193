import ArgumentParser
import Terminal

struct PhotoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "photo",
        abstract: say("Bilder till poster.", "Photos of records."),
        discussion: say(
            """
            Bilden sparas på datorn tillsammans med posten och skickas sist vid en synk; avbryts den går det
            vidare där det slutade. Plats, tid och kamera tas bort ur bilden innan den sparas.

              field photo add 3f2a81c0 DSC_0412.JPG --caption "Vändplanen från norr"
              field photo list 3f2a81c0
              field photo save 3f2a81c0 --to bilder
            """,
            """
            The photo is saved on this computer together with the record, and sent last in a sync; if that is
            cut short, it goes on where it ended. Place, time and camera are taken out of the picture before
            it is saved.

              field photo add 3f2a81c0 DSC_0412.JPG --caption "The turning place from the north"
              field photo list 3f2a81c0
              field photo save 3f2a81c0 --to photos
            """
        ),
        subcommands: [
            PhotoAddCommand.self, PhotoListCommand.self, PhotoSaveCommand.self, PhotoRemoveCommand.self,
        ]
    )
}
