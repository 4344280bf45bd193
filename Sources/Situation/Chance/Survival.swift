/// How long things last of which some have not ended yet: the estimate of Kaplan and Meier.
///
/// **Formula.** S(t) = Π (1 - ended / there), over the days up to t on which something ended, with those
/// there that had lasted at least so long.
///
/// **Assumptions.** What is still there is like what has ended: it only has not been watched as long.
///
/// **Source.** E. L. Kaplan, P. Meier, *Nonparametric estimation from incomplete observations*, JASA 53
/// (1958), 457-481.
///
/// **Reference.** The same by statsmodels, in SurvivalTests.
struct Survival: Hashable, Sendable {
    /// A day on which something ended, and the share that lasts longer.
    struct Step: Hashable, Sendable {
        let days: Int
        let share: Double
    }

    /// Ascending by days.
    let steps: [Step]

    /// - Parameter lives: days, and whether they ended then or were still going on; in any order.
    init(of lives: [(days: Int, hasEnded: Bool)]) {
        var share = 1.0
        steps = Set(lives.filter(\.hasEnded).map(\.days)).sorted().map { day in
            let there = lives.count { $0.days >= day }
            let ended = lives.count { $0.days == day && $0.hasEnded }
            share *= 1 - Double(ended) / Double(there)
            return Step(days: day, share: share)
        }
    }

    /// The days after which half or more have ended; `nil` while more than half go on.
    var median: Int? { steps.first { $0.share <= 0.5 + 1e-12 }?.days }
}
