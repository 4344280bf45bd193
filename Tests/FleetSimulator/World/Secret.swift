import SyncCore

/// A text that stands in one place alone, so that nobody needs to guess where it is left after an erasure.
enum Secret {
    private static let mark = "secret-"

    static func words(in space: String, by dice: Dice) -> String {
        "\(space) \(mark)\(String(dice.next(), radix: 36))"
    }

    /// Whether a value in canonical form holds one.
    static func stands(in bytes: [UInt8]) -> Bool {
        SimulatedPhoto.words(in: bytes)?.contains(mark) == true
    }
}
