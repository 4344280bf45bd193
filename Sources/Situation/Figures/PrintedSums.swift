public import FieldModel
public import SyncCore

/// The sums that a source prints, against the sums of what it prints.
///
/// **Definition.** A figure that is marked as a sum covers the figures of its series and source that are not:
/// those of its group if it is named as the group, else those of its subject, else all; of these those of the
/// same period, else those whose period lies in its own.
///
/// **Assumptions.** What a source sums is said by the marks that the import gave. A sum of nothing is passed
/// over, since its parts may not have been imported.
public struct PrintedSums: Sendable {
    /// A sum that is not what its parts add up to.
    public struct Mismatch: Hashable, Sendable {
        public let total: Figure
        public let printed: Quantity
        public let summed: Quantity
        /// The parts, ascending.
        public let parts: [RecordKey]
    }

    /// How many sums were compared.
    public let compared: Int
    /// In the order of the figures.
    public let mismatches: [Mismatch]

    /// Compares every sum among the figures.
    ///
    /// Complexity: O(*n* log *n*) in the figures, and O(*t m*) in the *t* sums and *m* parts of a series.
    public init(of figures: [Figure]) {
        var compared = 0
        var mismatches: [Mismatch] = []
        let tables = Dictionary(grouping: figures) { [$0.series, $0.source] }
        for total in figures.sorted(by: Figure.inOrder) where total.isTotal {
            let table = tables[[total.series, total.source]] ?? []
            let parts = Self.parts(of: total, in: table.filter { !$0.isTotal })
            guard !parts.isEmpty else { continue }
            compared += 1
            let sum = parts.reduce(0) { $0 + $1.value.units }
            if sum != total.value.units {
                mismatches.append(
                    Mismatch(
                        total: total,
                        printed: total.value,
                        summed: Quantity(units: sum),
                        parts: parts.map(\.key).sorted()
                    )
                )
            }
        }
        self.compared = compared
        self.mismatches = mismatches
    }

    private static func parts(of total: Figure, in figures: [Figure]) -> [Figure] {
        var covered = figures
        if let group = total.group, group == total.subject {
            covered = figures.filter { $0.group == group }
        } else {
            let own = figures.filter { $0.subject == total.subject }
            if !own.isEmpty { covered = own }
        }
        let same = covered.filter { $0.period == total.period }
        return same.isEmpty ? covered.filter { total.period.holds($0.period) } : same
    }
}
