/// Mean and spread of numbers.
public struct Spread: Hashable, Sendable {
    public let count: Int
    public let mean: Double
    /// The standard deviation with n - 1 below the line; 0 for a single number.
    public let deviation: Double

    /// `nil` for no numbers.
    public init?(of numbers: [Double]) {
        guard !numbers.isEmpty else { return nil }
        let (count, mean) = (numbers.count, numbers.reduce(0, +) / Double(numbers.count))
        let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        self.count = count
        self.mean = mean
        deviation = count < 2 ? 0 : (squares / Double(count - 1)).squareRoot()
    }
}

extension [Double] {
    /// The quantile by straight lines between the ordered numbers (R's type 7).
    ///
    /// Source: R. J. Hyndman, Y. Fan, *Sample quantiles in statistical packages*, The American Statistician
    /// 50 (1996), 361-365.
    ///
    /// - Parameter share: from 0 to 1.
    /// - Returns: of numbers that ascend, at least one, the one below which that share of them lies.
    func quantile(_ share: Double) -> Double {
        let place = share * Double(count - 1)
        let below = Int(place)
        guard below + 1 < count else { return self[count - 1] }
        return self[below] + (place - Double(below)) * (self[below + 1] - self[below])
    }
}
