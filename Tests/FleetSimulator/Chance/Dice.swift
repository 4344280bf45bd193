import Synchronization
import TestSupport

/// The random choices of one run, all of them from its seed.
///
/// Copies share one source. Several tasks may hold one: since one task at a time has the turn, the order in
/// which they choose repeats as well.
public struct Dice: RandomNumberGenerator, Sendable {
    private final class Source: Sendable {
        let generator: Mutex<SeededGenerator>

        init(seed: UInt64) {
            generator = Mutex(SeededGenerator(seed: seed))
        }
    }

    private let source: Source

    public init(seed: UInt64) {
        source = Source(seed: seed)
    }

    public func next() -> UInt64 { source.generator.withLock { $0.next() } }

    /// True in `percent` of a hundred cases.
    func chance(_ percent: Int) -> Bool { number(in: 0...99) < percent }

    func number(in range: ClosedRange<Int>) -> Int {
        var generator = self
        return Int.random(in: range, using: &generator)
    }

    /// `nil` if there is nothing to choose from.
    func pick<Choices: RandomAccessCollection>(_ choices: Choices) -> Choices.Element? {
        var generator = self
        return choices.randomElement(using: &generator)
    }

    func shuffled<Element>(_ elements: some Sequence<Element>) -> [Element] {
        var generator = self
        return elements.shuffled(using: &generator)
    }

    /// Dice of their own, which these ones decide: for a device's randomness.
    func fork() -> Dice { Dice(seed: next()) }
}
