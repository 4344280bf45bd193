import ArgumentParser
import SyncServer
import Terminal

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Write a checked backup, beside a running server.",
        discussion: """
            One file, an archive that tar reads. It is opened and every state is computed anew before it
            counts. The keys and the ledger are not in it: copy the folder keys by itself, to another place.

              field-server backup /backup/faltbild-2024-11-15.tar
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The file; none may be there.")
    var file: String

    func run() throws {
        try common.run { texts in
            let progress = BackupProgress(texts)
            let report = try common.administration().backUp(to: file, progress: progress.show)
            progress.clear()
            Console.standard.print(texts.backedUp(report))
        }
    }
}

struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Put a backup back, while no server runs.",
        discussion: """
            The backup is checked first. The present databases are kept beside. The server begins a new
            generation, and every laptop offers at its next sync what is missing.

              field-server restore /backup/faltbild-2024-11-15.tar
            """
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: "The file that field-server backup wrote.")
    var file: String

    func run() throws {
        try common.run { texts in
            let progress = BackupProgress(texts)
            let restored = try Restoring(in: common.folder).restore(from: file, progress: progress.show)
            progress.clear()
            Console.standard.print(texts.restored(restored.report, former: restored.former))
        }
    }
}

/// The line that shows how far a backup has come.
private struct BackupProgress: Sendable {
    private let line = ProgressLine(on: .standard)
    private let texts: Texts

    init(_ texts: Texts) {
        self.texts = texts
    }

    @Sendable func show(_ phase: Backup.Phase, _ share: Double) {
        line.show(texts.label(of: phase), done: Int(share * 1_000), of: 1_000)
    }

    func clear() { line.clear() }
}
