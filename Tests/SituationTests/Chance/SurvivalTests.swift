import Testing

@testable import Situation

/// How long things last.
@Suite struct SurvivalTests {
    private static let lives: [(days: Int, hasEnded: Bool)] = [
        (6, true), (6, true), (6, true), (6, false), (7, true), (9, false), (10, true), (10, false),
        (11, false),
        (13, true), (16, true), (17, false), (19, false), (20, false), (22, true), (23, true), (25, false),
        (32, false), (32, false), (34, false), (35, false),
    ]

    @Test func `the steps are those that statsmodels works out`() async throws {
        let worked: [[Double]] = try await ReferenceTables.worked(
            "survival",
            of: Self.lives.map { [$0.days, $0.hasEnded ? 1 : 0] }
        )
        // It has a step for days on which nothing ended, too.
        let steps = Survival(of: Self.lives).steps
        let ended = worked.filter { row in Self.lives.contains { Double($0.days) == row[0] && $0.hasEnded } }
        #expect(steps.map { Double($0.days) } == ended.map { $0[0] } && steps.count == 7)
        for (step, expected) in zip(steps, ended) { #expect(abs(step.share - expected[1]) < 1e-12) }
    }

    @Test func `the median waits until half have ended`() {
        #expect(Survival(of: Self.lives).median == 23)
        #expect(Survival(of: [(3, true), (5, false), (9, false)]).median == nil)
        #expect(Survival(of: [(3, true), (9, true)]).median == 3)
        #expect(Survival(of: []).median == nil && Survival(of: [(0, true)]).median == 0)
    }

    @Test func `what is watched longer makes no life shorter`() {
        let longer = Self.lives.map { $0.hasEnded ? $0 : (days: $0.days + 30, hasEnded: false) }
        for (short, long) in zip(Survival(of: Self.lives).steps, Survival(of: longer).steps) {
            #expect(short.days == long.days && long.share >= short.share)
        }
    }
}
