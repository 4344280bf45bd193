import Foundation
import Situation
import Testing

/// Whether two counts differ more than chance makes them.
@Suite struct RateComparisonTests {
    private struct Reference: Decodable {
        let p: Double
        let low: Double
        let high: Double?
    }

    @Test func `p-values and intervals are those that scipy gives`() async throws {
        var cases: [[Double]] = [
            [0, 0, 1, 1], [0, 5, 1, 1], [5, 0, 1, 1], [1, 4, 1, 1], [332, 216, 1, 1],
        ]
        cases += [
            [536, 651, 1, 1], [8, 5, 10, 10], [40, 61, 12, 10], [12_345, 12_001, 1, 1], [3, 90, 1, 12],
        ]
        cases += [[100_000, 101_000, 1, 1], [7, 7, 1, 1], [1, 1, 5, 0.5]]
        let input = String(decoding: try JSONEncoder().encode(cases.map { $0 }), as: UTF8.self)
            .replacing(/(\d+)\.0\b/) { $0.1 }
        let worked: [Reference] = try await ReferenceTables.worked("comparisons", input: input)
        #expect(worked.count == cases.count)
        for (numbers, reference) in zip(cases, worked) {
            let own = RateComparison(
                before: Int(numbers[0]),
                after: Int(numbers[1]),
                exposureBefore: numbers[2],
                exposureAfter: numbers[3]
            )
            #expect(abs(own.pValue - reference.p) < 1e-9, "\(numbers)")
            #expect(
                abs(own.ratioInterval.lowerBound - reference.low) < 1e-7 * (1 + reference.low),
                "\(numbers)"
            )
            if let high = reference.high {
                #expect(abs(own.ratioInterval.upperBound - high) < 1e-7 * (1 + high), "\(numbers)")
            } else {
                #expect(own.ratioInterval.upperBound == .infinity)
            }
        }
    }

    @Test func `the interval holds 1 exactly where p is above the risk`() {
        for before in 0..<30 {
            for after in 0..<30 {
                let comparison = RateComparison(before: before, after: after)
                #expect(
                    comparison.ratioInterval.contains(1) == (comparison.pValue > 0.05),
                    "\(before) \(after)"
                )
            }
        }
    }

    @Test func `the other way round the p-value is the same and the interval is turned`() {
        for (before, after) in [(3, 9), (0, 4), (17, 17), (200, 150)] {
            let forth = RateComparison(before: before, after: after, exposureBefore: 2, exposureAfter: 3)
            let back = RateComparison(before: after, after: before, exposureBefore: 3, exposureAfter: 2)
            #expect(abs(forth.pValue - back.pValue) < 1e-12)
            let turned = 1 / back.ratioInterval.upperBound
            #expect(abs(forth.ratioInterval.lowerBound - turned) < 1e-9)
        }
    }

    @Test func `a change from 1 to 4 is no change that can be told from chance`() {
        #expect(RateComparison(before: 1, after: 4).pValue > 0.2)
        #expect(RateComparison(before: 100, after: 400).pValue < 1e-9)
    }

    @Test func `Holm's correction gives what is worked out by hand, in the order given`() {
        #expect(HolmCorrection.adjusted([]).isEmpty)
        #expect(HolmCorrection.adjusted([0.2]) == [0.2])
        let adjusted = HolmCorrection.adjusted([0.01, 0.04, 0.03, 0.005])
        #expect(zip(adjusted, [0.03, 0.06, 0.06, 0.02]).allSatisfy { abs($0 - $1) < 1e-12 })
        #expect(HolmCorrection.adjusted([0.9, 0.8]) == [1, 1])
    }
}
