/// Where an entry stands in a declared order, the lowest first.
enum EntryRank: Hashable, Comparable {
    /// Redacted or missing.
    case noValue
    /// Cleared: below every number, so that clearing never lowers what another raised at the same time.
    case cleared
    case known(Int64)
    /// A value that this version does not know, or that is no number: it may be the gravest of all.
    case unknown
}

extension DeclaredOrder {
    func rank(of content: EntryContent) -> EntryRank {
        guard let bytes = content.valueBytes else { return .noValue }
        switch Value(readingAny: bytes) {
        case .empty: return .cleared
        case .integer(let number), .decimal(let number): return rank(of: number)
        case .enumeration(let number): return rank(of: Int64(number))
        default: return .unknown
        }
    }

    private func rank(of number: Int64) -> EntryRank {
        switch self {
        case .number: return .known(number)
        case .ranks(let ascending):
            return ascending.firstIndex { Int64($0) == number }.map { .known(Int64($0)) } ?? .unknown
        }
    }
}
