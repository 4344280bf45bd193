/// Checks every stored segment of a space: bytes, hashes, signature, place, and the server's running hash.
struct SegmentAudit {
    let storage: SQLiteStorage
    let space: StoredSpace

    func check(into report: inout StoreReport, counting: inout StoreReport.Space) throws {
        for segment in try storage.allSegments(of: space.key) {
            counting.segments += 1
            if segment.status == .waiting { counting.waitingSegments += 1 }
            if segment.status == .incomplete { counting.incompleteSegments += 1 }
            do {
                counting.changes += try check(segment)
            } catch let error as LogError {
                report.note(.segment(segment.id, error))
            }
        }
        try checkChain(into: &report)
    }

    /// - Returns: how many changes it carries.
    private func check(_ stored: StoredSegment) throws -> Int {
        let segment = try storage.bytes(of: stored.key)
        let log = try storage.log(at: stored.log)
        guard segment.id == stored.id, segment.header.log == log.id, segment.header.last == stored.last else {
            throw LogError.malformed(.header)
        }
        guard segment.header.space == space.id else { throw LogError.wrongSpace }
        if let opening = segment.header.opening {
            _ = try opening.writer(in: space.id, trusting: space.trustedKeys)
        }
        // A segment that waits for its log's first one cannot be verified yet.
        if let key = log.opening?.publicKey { try segment.verifySignature(by: key) }
        if stored.status != .waiting, let previous = segment.header.previous {
            guard let before = try storage.segment(previous), before.status != .waiting,
                before.log == stored.log, before.last + 1 == segment.header.first
            else { throw LogError.malformed(.header) }
        }
        _ = try SegmentVerifier.open(segment, isVerified: true)
        return segment.header.count
    }

    private func checkChain(into report: inout StoreReport) throws {
        guard space.isNumbering, let stream = space.stream else { return }
        var expected = StreamPosition(
            generation: stream.generation,
            position: 0,
            chain: ChainHash(seed: stream.generation)
        )
        for (position, segment, chain) in try storage.numbering(of: space.key) {
            expected = expected.extended(by: segment)
            guard expected.position == position, expected.chain == chain else {
                return report.note(.chain(space.id, position: position))
            }
        }
        if expected != stream { report.note(.chain(space.id, position: stream.position)) }
    }
}
