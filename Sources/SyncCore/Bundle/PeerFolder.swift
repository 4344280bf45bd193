import FoundationEssentials
import Glibc

/// A folder, on a stick or a shared disk, that several laptops use in place of a server.
///
/// Each laptop writes bundles of its own there and reads everybody's. A bundle never changes once it has its
/// name, and holds one space, so that nobody opens what is not for them.
public struct PeerFolder: Sendable {
    let path: String

    public init(_ path: String) {
        self.path = path
    }

    /// Whether there is a bundle of any of these spaces.
    public func holdsBundles(of spaces: [SpaceID]) throws(BundleError) -> Bool {
        for space in spaces where try !bundles(of: space).isEmpty { return true }
        return false
    }

    /// The bundles of a space, ascending by name.
    func bundles(of space: SpaceID) throws(BundleError) -> [PeerBundle] {
        try names().compactMap { PeerBundle($0) }.filter { $0.space == PeerBundle.tag(of: space) }.sorted()
    }

    func path(of bundle: PeerBundle) -> String { path + "/" + bundle.name }

    /// Bytes; `nil` if it has gone.
    func size(of bundle: PeerBundle) -> Int? {
        var status = stat()
        return stat(path(of: bundle), &status) == 0 ? Int(status.st_size) : nil
    }

    func remove(_ bundle: PeerBundle) throws(BundleError) {
        let path = path(of: bundle)
        guard unlink(path) == 0 || errno == ENOENT else { throw .file(path: path, code: errno) }
    }

    /// Takes away what a crash of this laptop left half written.
    func removeParts(of space: SpaceID, by writer: String) throws(BundleError) {
        for name in try names() where name.hasSuffix(BundleTarget.suffix) {
            let whole = PeerBundle(String(name.dropLast(BundleTarget.suffix.count)))
            guard let whole, whole.writer == writer, whole.space == PeerBundle.tag(of: space) else {
                continue
            }
            unlink(path + "/" + name)
        }
    }

    private func names() throws(BundleError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            // Foundation does not tell the system's reason; asking for the same once more does.
            let folder = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            let code = folder < 0 ? errno : EIO
            if folder >= 0 { close(folder) }
            throw .file(path: path, code: code)
        }
    }
}

/// The name of a bundle in a shared folder: `faltbild-SPACE-WRITER-NUMBER-MARK.bundle`.
///
/// Space: the first 8 hexadecimal digits of its id. Writer: 8 digits that a laptop drew for the space.
/// Number: in the order of writing. Mark: 8 random digits, so that not even two copies of one laptop write
/// the same name.
struct PeerBundle: Hashable, Comparable, Sendable {
    let space: String
    let writer: String
    let number: Int
    let mark: String

    init(of space: SpaceID, by writer: String, number: Int, random: UInt64) {
        self.space = Self.tag(of: space)
        self.writer = writer
        self.number = number
        mark = Self.tag(random)
    }

    /// `nil` for any other file.
    init?(_ name: String) {
        let form = /faltbild-([0-9a-f]{8})-([0-9a-f]{8})-([0-9]{6})-([0-9a-f]{8})\.bundle/
        guard let match = name.wholeMatch(of: form), let number = Int(match.3) else { return nil }
        space = String(match.1)
        writer = String(match.2)
        self.number = number
        mark = String(match.4)
    }

    var name: String {
        let digits = String(number)
        let padded = String(repeating: "0", count: max(0, Self.digits - digits.count)) + digits
        return "faltbild-\(space)-\(writer)-\(padded)-\(mark).bundle"
    }

    static func < (left: Self, right: Self) -> Bool {
        (left.writer, left.number, left.mark) < (right.writer, right.number, right.mark)
    }

    static func tag(of space: SpaceID) -> String { String(space.description.prefix(8)) }

    /// Eight hexadecimal digits.
    static func tag(_ random: UInt64) -> String { String(random.bigEndianBytes.hexadecimal.prefix(8)) }

    private static let digits = 6
}
