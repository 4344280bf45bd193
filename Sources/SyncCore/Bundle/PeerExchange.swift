/// What stands in a shared folder of one space, while a laptop exchanges with it.
struct PeerExchange {
    let space: SpaceID
    let folder: PeerFolder
    var locksmith: BundleLocksmith
    /// The bundles that could be opened so far, with what each says that it holds.
    private(set) var bundles: [PeerBundle: BundleManifest] = [:]
    private(set) var faults: [PeerReport.Fault] = []
    private let found: [PeerBundle]
    private let writer: String

    init(
        of space: SpaceID,
        in folder: PeerFolder,
        from found: [PeerBundle],
        by writer: String,
        locksmith: BundleLocksmith
    ) {
        self.space = space
        self.folder = folder
        self.found = found
        self.writer = writer
        self.locksmith = locksmith
    }

    /// Reads what each bundle says of itself.
    ///
    /// - Throws: ``BundleError/wrongPassphrase`` or ``BundleError/passphraseNeeded`` if that keeps the folder
    ///   shut: nothing is to be written with a mistyped passphrase.
    mutating func open() throws(BundleError) {
        for bundle in found {
            do throws(BundleError) {
                let manifest = try reader(of: bundle).manifest
                guard manifest.spaces.allSatisfy({ $0.id == space }) else { continue }
                bundles[bundle] = manifest
            } catch {
                setAside(bundle, because: error)
            }
        }
        let errors = faults.map(\.error)
        if errors.contains(.wrongPassphrase), !locksmith.hasOpened { throw .wrongPassphrase }
        if errors.contains(.passphraseNeeded), bundles.isEmpty { throw .passphraseNeeded }
    }

    mutating func reader(of bundle: PeerBundle) throws(BundleError) -> BundleReader {
        try BundleReader(at: folder.path(of: bundle), with: &locksmith)
    }

    /// Counts no more on a bundle.
    mutating func setAside(_ bundle: PeerBundle, because error: BundleError) {
        bundles[bundle] = nil
        faults.append(PeerReport.Fault(bundle: bundle.name, error: error))
    }

    /// The bundles that this laptop wrote, and that are whole.
    var own: [PeerBundle] { bundles.keys.filter { $0.writer == writer }.sorted() }

    /// The bundles that this laptop wrote, and that were damaged since.
    var ownDamaged: [PeerBundle] {
        let damaged = faults.filter { [.damaged, .cut].contains($0.error) }.map(\.bundle)
        return found.filter { $0.writer == writer && damaged.contains($0.name) }
    }

    /// What the bundles hold together.
    func coverage(without some: Set<PeerBundle>) -> BundleCoverage {
        let counted = bundles.filter { !some.contains($0.key) }
        return BundleCoverage(of: counted.values.flatMap(\.spaces).flatMap(\.runs))
    }

    /// The name of the next bundle of this laptop.
    func newBundle(random: UInt64) -> PeerBundle {
        let last = found.filter { $0.writer == writer }.map(\.number).max() ?? 0
        return PeerBundle(of: space, by: writer, number: last + 1, random: random)
    }
}
