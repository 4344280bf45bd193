import Glibc

/// Time and randomness, handed in so that whole fleets can run in one process and be replayed from a seed.
public struct Surroundings: Sendable {
    /// The wall clock: milliseconds since 1970.
    public let wallMilliseconds: @Sendable () -> Int64
    /// Eight random bytes.
    public let random: @Sendable () -> UInt64

    public init(
        wallMilliseconds: @escaping @Sendable () -> Int64,
        random: @escaping @Sendable () -> UInt64
    ) {
        self.wallMilliseconds = wallMilliseconds
        self.random = random
    }

    /// A generator that draws from ``random``.
    public var generator: SurroundingsGenerator { SurroundingsGenerator(random: random) }
}

/// Draws from a ``Surroundings``.
public struct SurroundingsGenerator: RandomNumberGenerator {
    let random: @Sendable () -> UInt64

    public mutating func next() -> UInt64 { random() }
}

extension Surroundings {
    /// The system's clock and generator.
    public static let system = Surroundings(
        wallMilliseconds: {
            var now = timespec()
            clock_gettime(CLOCK_REALTIME, &now)
            return Int64(now.tv_sec) * 1_000 + Int64(now.tv_nsec) / 1_000_000
        },
        random: { UInt64.random(in: .min ... .max) }
    )
}
