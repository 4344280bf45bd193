/// A reading of a hybrid logical clock: 48 bits of milliseconds since 1970, 16 bits of counter.
///
/// A full counter carries into the milliseconds. The greatest reading is followed by itself: the clock
/// saturates. It only picks which of several concurrent values is shown; causality never depends on it.
///
/// Source: Kulkarni, Demirbas, Madappa, Avva, Leone, *Logical Physical Clocks* (2014).
public struct HybridTime: Hashable, Comparable, Sendable {
    public let rawValue: UInt64

    public init(rawValue: UInt64) {
        self.rawValue = rawValue
    }

    /// A reading at a wall clock's milliseconds, held to 0 … 2⁴⁸-1.
    public init(millisecondsSinceEpoch: Int64, counter: UInt16 = 0) {
        let held = UInt64(min(max(millisecondsSinceEpoch, 0), 1 << 48 - 1))
        rawValue = held << 16 | UInt64(counter)
    }

    public var millisecondsSinceEpoch: Int64 { Int64(rawValue >> 16) }

    public var counter: UInt16 { UInt16(truncatingIfNeeded: rawValue) }

    /// The next greater reading, or itself at the end of time.
    public var successor: HybridTime {
        HybridTime(rawValue: rawValue == .max ? .max : rawValue + 1)
    }

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}
