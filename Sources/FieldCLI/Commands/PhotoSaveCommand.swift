import ArgumentParser
import FieldModel
import Foundation
import SyncCore
import Terminal

struct PhotoSaveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "save",
        abstract: say("Skriv en posts bilder till en mapp.", "Write a record's photos into a folder."),
        discussion: say(
            """
            Det som inte finns på datorn hämtas från servern.

              field photo save 3f2a81c0 --to bilder
              field photo save 3f2a81c0 --photo 9c41d2aa
            """,
            """
            What is not on this computer is fetched from the server.

              field photo save 3f2a81c0 --to photos
              field photo save 3f2a81c0 --photo 9c41d2aa
            """
        )
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp(say("Posten.", "The record.")))
    var record: String

    @Option(
        help: ArgumentHelp(
            say("Mappen; annars den du står i.", "The folder; else the present one."),
            valueName: say("mapp", "folder")
        ),
        completion: .directory
    )
    var to = "."

    @Option(
        help: ArgumentHelp(
            say("Bara den bilden: början på dess id.", "That photo only: the beginning of its id."),
            valueName: "id"
        )
    )
    var photo: String?

    func run() async throws {
        let workplace = try Workplace(common)
        let view = try workplace.record(meant: record)
        let photos = try photo.map { [try workplace.photo($0, of: view)] } ?? workplace.photos(of: view)
        if photos.isEmpty { workplace.console.print(workplace.texts.noPhotos) }
        try await fetch(photos.filter { $0.place == .elsewhere }, to: workplace)
        for photo in photos {
            let path = "\(to)/\(photo.fileName)"
            try write(workplace.replica.readBlob(photo.id, in: workplace.space), to: path)
            workplace.console.print(common.json ? photo.json(writtenTo: path).line : path)
        }
    }

    private func fetch(_ photos: [RecordPhoto], to workplace: Workplace) async throws {
        guard !photos.isEmpty else { return }
        var options = common
        options.space = workplace.membership.space
        let desk = try SyncDesk(options, in: workplace.replica)
        let ids = photos.map(\.id)
        try await endingEarlyOnInterrupt { [space = workplace.space] in
            for id in ids { try await desk.fetch(id, of: space) }
        }
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: to, withIntermediateDirectories: true)
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw CommandError.fileNotWritable(path)
        }
    }
}
