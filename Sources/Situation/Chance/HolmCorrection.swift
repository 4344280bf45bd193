/// Several tests at once: each p-value as great as it must be for the whole table to err as seldom as one
/// test alone.
///
/// **Formula.** With the m values ascending, the i-th becomes the greatest of (m - j + 1) p(j) for j ≤ i, at
/// most 1.
///
/// **Source.** S. Holm, *A simple sequentially rejective multiple test procedure*, Scandinavian Journal of
/// Statistics 6 (1979), 65-70.
public enum HolmCorrection {
    /// Corrects p-values.
    ///
    /// - Parameter pValues: each from 0 to 1.
    /// - Returns: as many, in the same order.
    public static func adjusted(_ pValues: [Double]) -> [Double] {
        var adjusted = pValues
        var greatest = 0.0
        for (place, index) in pValues.indices.sorted(by: { pValues[$0] < pValues[$1] }).enumerated() {
            greatest = max(greatest, min(1, Double(pValues.count - place) * pValues[index]))
            adjusted[index] = greatest
        }
        return adjusted
    }
}
