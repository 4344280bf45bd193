import Foundation
import Testing

@testable import Situation

/// Shares and what they may be.
@Suite struct ProportionTests {
    @Test func `intervals are those that scipy works out`() async throws {
        let counts = [
            [0, 1], [0, 7], [1, 7], [7, 7], [5, 5], [56, 70], [48, 80], [333, 1_000], [9_999, 10_000],
        ]
        let worked: [[Double]] = try await ReferenceTables.worked("shares", of: counts)
        for (count, expected) in zip(counts, worked) {
            let found = try #require(Proportion(count[0], of: count[1]))
            #expect(abs(found.interval.lowerBound - expected[0]) < 1e-9, "\(count)")
            #expect(abs(found.interval.upperBound - expected[1]) < 1e-9, "\(count)")
            #expect(found.interval.contains(found.share))
        }
    }

    /// Newcombe (1998), table II, method 10.
    @Test(arguments: [
        (56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926), (0, 10, 0, 20, -0.1611, 0.2775), (10, 10, 0, 20, 0.6791, 1.0000),
    ])
    func `a difference has the interval that was published for it`(
        first: Int,
        of total: Int,
        second: Int,
        of other: Int,
        low: Double,
        high: Double
    ) throws {
        let (left, right) = (Proportion(first, of: total), Proportion(second, of: other))
        let difference = try #require(left).difference(from: try #require(right))
        #expect(abs(difference.interval.lowerBound - low) < 5.1e-5)
        #expect(abs(difference.interval.upperBound - high) < 5.1e-5)
    }

    @Test func `of nothing there is no share, and no share is more than all`() {
        #expect(Proportion(0, of: 0) == nil && Proportion(3, of: 2) == nil && Proportion(-1, of: 2) == nil)
    }

    @Test(arguments: [(0.8, 1.2815515655446004), (0.95, 1.959963984540054), (0.99, 2.5758293035489004)])
    func `a confidence reaches as many deviations as tables say`(confidence: Double, reach: Double) {
        #expect(abs(Normal.reach(of: confidence) - reach) < 1e-9)
    }
}
