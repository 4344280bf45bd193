/// Gives damaged inputs to one decoder.
public struct Fuzzing: Sendable {
    /// What many inputs came to.
    public struct Count: Hashable, Sendable {
        public var accepted = 0
        public var refused = 0
    }

    private let target: FuzzTarget
    private let seeds: [[UInt8]]

    /// - Throws: what the system says if the decoder's corpus cannot be read.
    public init(_ target: FuzzTarget) throws {
        self.target = target
        seeds = try Corpus.inputs(of: target.name).map(\.bytes) + target.seeds
    }

    /// One input: it follows from its number.
    public func input(_ number: UInt64) -> [UInt8] {
        var mutator = Mutator(seed: number, others: seeds)
        return mutator.next()
    }

    /// Tries the inputs of these numbers.
    ///
    /// - Parameters:
    ///   - numbers: which.
    ///   - onInput: called before each.
    /// - Returns: how many were taken and refused.
    /// - Throws: ``BrokenPromise``, which names the input.
    public func run(
        _ numbers: Range<UInt64>,
        onInput: (UInt64) -> Void = { _ in }
    ) async throws(BrokenPromise) -> Count {
        var count = Count()
        for number in numbers {
            onInput(number)
            do throws(BrokenPromise) {
                switch try await target.run(input(number)) {
                case .accepted: count.accepted += 1
                case .refused: count.refused += 1
                }
            } catch {
                throw BrokenPromise("\(target.name), input \(number): \(error)")
            }
        }
        return count
    }
}
