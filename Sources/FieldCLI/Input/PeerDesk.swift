import FieldModel
import SyncCore
import Terminal

/// Exchanges the spaces of a home with other laptops in a shared folder, one after another, and tells what
/// came of it.
struct PeerDesk: Sendable {
    private let desk: BundleDesk
    private let folder: PeerFolder
    private let names: [SpaceID: String]
    private let passphrase: BundlePassphrase?

    /// Asks for the folder's passphrase, twice if the folder is new.
    ///
    /// - Parameters:
    ///   - options: the home, and the space if not all.
    ///   - folder: that the laptops share.
    ///   - isPlain: whether bundles are not locked.
    /// - Throws: ``CommandError``, ``BundleError``, or what the store says.
    init(_ options: CommonOptions, in folder: String, isPlain: Bool) throws {
        desk = try BundleDesk(options)
        self.folder = PeerFolder(folder)
        let memberships = try desk.home.enrolments.read()?.memberships ?? []
        names = Dictionary(
            memberships.compactMap { membership in membership.id.map { ($0, membership.name) } }
        ) { $1 }
        let isNew = try !self.folder.holdsBundles(of: desk.spaces)
        passphrase =
            isPlain ? nil : try isNew ? desk.prompt.forMaking() : desk.prompt.forOpening()
    }

    /// Exchanges and tells.
    ///
    /// - Returns: the exit status.
    func sync() async throws -> Int32 {
        var status: Int32 = 0
        for space in desk.spaces {
            let name = names[space] ?? ""
            let progress = desk.progress("\(name): \(desk.texts.exchanging)")
            let memory = try desk.home.peers.read() ?? PeerMemory()
            defer { desk.endProgress() }
            let report = try await desk.engine.exchange(
                space,
                in: folder,
                passphrase: passphrase,
                memory: memory,
                onProgress: progress
            )
            desk.endProgress()
            try desk.home.peers.write(report.memory)
            tell(report, of: name)
            if report.received.statesDiffer || !report.received.refusals.isEmpty {
                status = ExitStatus.failed
            } else if !report.isComplete, status == 0 {
                status = ExitStatus.notSynced
            }
        }
        return status
    }

    private func tell(_ report: PeerReport, of space: String) {
        if desk.isJSON {
            desk.console.print(PeerDocument(report, of: space, desk.texts).json.line)
        } else {
            for line in desk.texts.lines(of: report, in: space) { desk.console.print(line) }
        }
    }
}
