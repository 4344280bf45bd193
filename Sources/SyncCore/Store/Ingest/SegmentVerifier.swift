/// A segment whose bytes are what they claim to be.
struct VerifiedSegment: Sendable {
    let segment: Segment
    /// In the order of their numbers.
    let changes: [MergeableChange]
    /// Whether a payload is missing.
    let isIncomplete: Bool
    /// Whether its signature, or one that vouches for it, was checked.
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
/// A segment is authentic if its log's key signed its header, or if an authentic segment of the same log
/// names it as its predecessor. So a run costs one signature and the hashes. A server checks every signature:
/// what it forwards must stand alone, wherever a page of a pull ends.
struct SegmentVerifier: Sendable {
    let space: SpaceID
    /// The server keys that stand behind certificates.
    let trusted: [PublicKey]
    /// The writers' keys of logs that are known.
    var keys: [LogID: PublicKey]
    /// Segments that need not be looked at.
    let held: Set<SegmentID>
    let checksEverySignature: Bool

    /// - Returns: a verdict a segment, in their order.
    mutating func verify(_ segments: [Segment]) -> [Verdict] {
        var refused: [Int: LogError] = [:]
        for (index, segment) in segments.enumerated() {
            do throws(LogError) { try learnWriter(of: segment) } catch { refused[index] = error }
        }
        let backwards = segments.indices.sorted { segments[$0].header.first > segments[$1].header.first }
        var vouched: [LogID: Set<SegmentID>] = [:]
        var isVerified = [Bool](repeating: false, count: segments.count)
        for index in backwards where refused[index] == nil {
            let segment = segments[index]
            let isVouched = vouched[segment.header.log]?.contains(segment.id) ?? false
            do throws(LogError) {
                isVerified[index] = try authenticate(segment, isVouched: isVouched)
                if isVerified[index], let previous = segment.header.previous {
                    vouched[segment.header.log, default: []].insert(previous)
                }
            } catch {
                refused[index] = error
            }
        }
        let questions = segments.indices.map { (segments[$0], refused[$0], isVerified[$0]) }
        return questions.concurrentMap { [held] segment, refusal, isVerified in
            if let refusal { return .refused(refusal) }
            if held.contains(segment.id) { return .held }
            do throws(LogError) {
                return .verified(try Self.open(segment, isVerified: isVerified))
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

    private func authenticate(_ segment: Segment, isVouched: Bool) throws(LogError) -> Bool {
        if held.contains(segment.id) { return true }
        guard let key = keys[segment.header.log] else { return false }
        if !isVouched || checksEverySignature { try segment.verifySignature(by: key) }
        return true
    }
}
