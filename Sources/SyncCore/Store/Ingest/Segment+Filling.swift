extension Segment {
    /// This segment with payloads that it lacks taken from another copy of it.
    ///
    /// Header and hashes are the same.
    ///
    /// - Returns: `nil` if the other copy has none of them.
    func filled(from other: Segment) throws(LogError) -> Segment? {
        let own = try leaves()
        let others = try other.leaves()
        guard zip(own, others).contains(where: { $0.lacksPayload && !$1.lacksPayload }) else { return nil }
        let filled = zip(own, others).map { $0.lacksPayload ? $1 : $0 }
        if filled == others { return other }
        return try carrying(filled)
    }
}
