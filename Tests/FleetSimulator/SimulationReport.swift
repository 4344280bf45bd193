/// What became of one run.
public struct SimulationReport: Sendable {
    public let seed: UInt64
    public let steps: Int
    /// What happened, a line each; the same for every run of the seed.
    public let trace: [String]
    /// How often each thing happened.
    public let statistics: [String: Int]
    /// What did not hold; `nil` if all did.
    public let failure: Violation?
}
