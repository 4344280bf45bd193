/// What a person is told when something did not work: what happened, what is safe, what to do.
public struct Explanation: Hashable, Sendable {
    public let happened: String
    public let safe: String
    public let next: String

    public init(happened: String, safe: String, next: String) {
        self.happened = happened
        self.safe = safe
        self.next = next
    }
}

/// An error that a person can act on.
public protocol ExplainedError: Error {
    var explanation: Explanation { get }
}

extension Explanation: CustomStringConvertible {
    public var description: String { "\(happened) \(safe) \(next)" }
}
