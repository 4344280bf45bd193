/// A hybrid logical clock.
///
/// A value: the store persists it in the transaction that used it.
public struct HybridClock: Hashable, Sendable {
    /// The greatest reading given out or absorbed.
    public private(set) var latest: HybridTime

    public init(latest: HybridTime = HybridTime(rawValue: 0)) {
        self.latest = latest
    }

    /// The reading for a new change: greater than every earlier one, and not before the wall clock.
    ///
    /// - Parameter wallMilliseconds: the local wall clock, milliseconds since 1970.
    /// - Returns: the reading; at the end of time the same one again.
    public mutating func tick(wallMilliseconds: Int64) -> HybridTime {
        latest = max(latest.successor, HybridTime(millisecondsSinceEpoch: wallMilliseconds))
        return latest
    }

    /// Takes note of a reading from elsewhere, unless it is more than ``Limits/clockAheadMilliseconds`` ahead
    /// of the local wall clock: one laptop with a wrong year must not drag all others along.
    ///
    /// - Returns: whether the reading was absorbed.
    @discardableResult
    public mutating func absorb(_ reading: HybridTime, wallMilliseconds: Int64) -> Bool {
        let wall = HybridTime(millisecondsSinceEpoch: wallMilliseconds).millisecondsSinceEpoch
        guard reading.millisecondsSinceEpoch - wall <= Limits.clockAheadMilliseconds else { return false }
        latest = max(latest, reading)
        return true
    }
}
