/// A segment whose bytes are what they claim to be.
struct VerifiedSegment: Sendable {
    let segment: Segment
    /// In the order of their numbers.
    let changes: [MergeableChange]
    /// Whether a payload is missing.
    let isIncomplete: Bool
    /// Whether its signature was checked.
    ///
    /// It cannot be while its log's first segment is not there: such a segment waits, and is checked when
    /// the chain closes.
    let isVerified: Bool
}

/// What verification says of one incoming segment.
enum Verdict: Sendable {
    case verified(VerifiedSegment)
    /// It is held already, complete.
    case held
    case refused(LogError)
}

/// Verifies the segments of one batch; it needs no store.
///
/// Every signature is checked, on servers and laptops alike: what a replica holds may have to stand alone one
/// day, in another's pull or in the healing of a server.
struct SegmentVerifier: Sendable {
    let space: SpaceID
    /// The server keys that stand behind certificates.
    let trusted: [PublicKey]
    /// The writers' keys of logs that are known.
    var keys: [LogID: PublicKey]
    /// Segments that need not be looked at.
    let held: Set<SegmentID>

    /// - Returns: a verdict a segment, in their order.
    mutating func verify(_ segments: [Segment]) -> [Verdict] {
        var refused: [Int: LogError] = [:]
        for (index, segment) in segments.enumerated() {
            do throws(LogError) { try learnWriter(of: segment) } catch { refused[index] = error }
        }
        let questions = segments.indices.map { (segments[$0], refused[$0]) }
        return questions.concurrentMap { [held, keys] segment, refusal in
            if let refusal { return .refused(refusal) }
            if held.contains(segment.id) { return .held }
            do throws(LogError) {
                let key = keys[segment.header.log]
                if let key { try segment.verifySignature(by: key) }
                return .verified(try Self.open(segment, isVerified: key != nil))
            } catch {
                return .refused(error)
            }
        }
    }

    /// Opens a segment's body: checks its hashes and reads its changes.
    static func open(_ segment: Segment, isVerified: Bool) throws(LogError) -> VerifiedSegment {
        let leaves = try segment.leaves()
        var changes: [MergeableChange] = []
        changes.reserveCapacity(leaves.count)
        var number = segment.header.first
        for leaf in leaves {
            changes.append(try leaf.change(in: segment.header.log, number: number))
            number += 1
        }
        return VerifiedSegment(
            segment: segment,
            changes: changes,
            isIncomplete: leaves.contains { $0.lacksPayload },
            isVerified: isVerified
        )
    }

    private mutating func learnWriter(of segment: Segment) throws(LogError) {
        guard segment.header.space == space else { throw .wrongSpace }
        guard let opening = segment.header.opening, !held.contains(segment.id) else { return }
        _ = try opening.writer(in: space, trusting: trusted)
        keys[segment.header.log] = opening.publicKey
    }
}
