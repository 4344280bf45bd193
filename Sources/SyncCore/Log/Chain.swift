extension ChainHash {
    /// H_0 of a generation: SHA-256 of its 16 bytes.
    public init(seed generation: Generation) {
        self.init(ofUntagged: generation.bytes)
    }

    /// H_N = SHA-256(H_N-1 ‖ segment id).
    public func extended(by segment: SegmentID) -> ChainHash {
        ChainHash(ofUntagged: bytes + segment.bytes)
    }
}
