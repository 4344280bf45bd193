/// What a certificate lets a writer do.
public struct Rights: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Fields below ``Limits/firstReviewField``.
    public static let write = Rights(rawValue: 1)
    /// Fields from ``Limits/firstReviewField`` up.
    public static let review = Rights(rawValue: 2)
    /// Ask the server for changes to members and rights.
    public static let administer = Rights(rawValue: 4)
}

/// Who wrote a log: what decides which of its writes count.
public enum Writer: Hashable, Sendable {
    /// The server's control log: it alone writes the engine's own kinds, and nothing else.
    case control
    case member(Rights)

    /// Who may write what either may.
    func joined(with other: Writer) -> Writer {
        guard case .member(let rights) = self, case .member(let others) = other else { return self }
        return .member(rights.union(others))
    }

    /// Whether a write to a field counts.
    ///
    /// One that does not neither adds nor supersedes; it is kept all the same.
    public func mayWrite(_ field: FieldNumber, of kind: KindNumber) -> Bool {
        let isEngineKind = kind.rawValue < Limits.firstRecordKind
        switch self {
        case .control: return isEngineKind
        case .member(let rights):
            return !isEngineKind
                && rights.contains(field.rawValue >= Limits.firstReviewField ? .review : .write)
        }
    }
}
