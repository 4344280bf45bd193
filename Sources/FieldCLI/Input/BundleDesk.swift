import FieldModel
import SyncCore
import Terminal

/// What the commands about bundles work with: the home, its store, and the spaces that they are about.
struct BundleDesk: Sendable {
    let home: Home
    let engine: BundleEngine
    let spaces: [SpaceID]
    let texts: Texts
    let console: Console
    let isJSON: Bool

    /// The spaces that the options name: one, or all.
    ///
    /// - Throws: ``CommandError``, or what the store says.
    init(_ options: CommonOptions) throws {
        home = Home(options.home)
        let enrolments = try home.enrolments.read() ?? Enrolments()
        guard !enrolments.memberships.isEmpty else { throw CommandError.notEnrolled(home: home.path) }
        spaces = try enrolments.chosen(options.space).flatMap(\.memberships).compactMap(\.id)
        let replica = try Replica(at: .file(home.store), schema: schema)
        engine = BundleEngine(replica: replica, keys: home.keys)
        texts = options.texts
        console = .standard
        isJSON = options.json
    }

    var prompt: PassphrasePrompt { PassphrasePrompt(texts: texts, console: console) }

    /// The passphrase of a bundle that is there; `nil` for a plain one.
    func passphrase(of path: String) throws -> BundlePassphrase? {
        try BundleEngine.isLocked(path) ? prompt.forOpening() : nil
    }

    /// Shows how far some work has come while it is done.
    func progress(_ label: String) -> @Sendable (BundleProgress) -> Void {
        let line = ProgressLine(on: console)
        return { line.show(label, done: $0.done, of: $0.total) }
    }

    func endProgress() { if console.hasLiveLine { ProgressLine(on: console).clear() } }
}
