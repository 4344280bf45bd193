/// What a laptop keeps of the shared folders that it uses.
///
/// All of it can be lost: what was read is then read again.
public struct PeerMemory: Hashable, Sendable, Codable {
    /// The digits that name this laptop's bundles, by the space's id: drawn anew in each, so that they do not
    /// show that one laptop is in two.
    var writers: [String: String] = [:]
    /// The bytes of each bundle that was read to its end and found whole, by its name.
    ///
    /// A bundle never changes, so it need not be read again while it has that size.
    var whole: [String: Int] = [:]

    public init() {}

    /// The laptop's digits in a space.
    mutating func writer(in space: SpaceID, random: () -> UInt64) -> String {
        let writer = writers[space.description] ?? PeerBundle.tag(random())
        writers[space.description] = writer
        return writer
    }

    /// Forgets what is not in the folder that is used now.
    mutating func keep(only bundles: [PeerBundle], of space: SpaceID) {
        let names = Set(bundles.map(\.name))
        let tag = PeerBundle.tag(of: space)
        whole = whole.filter { names.contains($0.key) || PeerBundle($0.key)?.space != tag }
    }
}
