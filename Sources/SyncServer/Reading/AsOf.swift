import SyncCore

/// A moment of a space: a server's numbering, and how much of it.
///
/// As text `generation.N`.
struct AsOf: Hashable, Sendable {
    let generation: Generation
    let position: UInt64

    init(generation: Generation, position: UInt64) {
        self.generation = generation
        self.position = position
    }

    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let generation = Generation(String(parts[0])),
            let position = UInt64(parts[1]), parts[1].allSatisfy(\.isNumber)
        else { return nil }
        self.init(generation: generation, position: position)
    }

    var text: String { "\(generation).\(position)" }
}
