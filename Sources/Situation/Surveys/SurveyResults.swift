public import FieldModel
public import SyncCore

/// Model 8: what a survey says, of all and of groups, as far as so few may be told of.
///
/// **Definition.** Of each group (all, each gender, each age band): how many answered whether they feel safe,
/// the share that does (3 or 4 of 4), and how it has changed since the last survey of the same occasion that
/// was opened before. Beside it: of all answers the shares that fear something and that avoid a place.
///
/// **Formula.** ``Proportion``, of all answers alike or by ``SurveyWeights``; weighted answers count for
/// (Σw)² / Σw² of them. Changes by ``Proportion/difference(from:)``.
///
/// **Suppression.** Of a group of fewer than ``Parameters/fewest`` answers nothing is told. Where the groups
/// of a partition that are left out have together fewer answers than that, though some, the smallest group
/// that is shown is left out too: else the hidden answers would be the whole less the others. A fear or a
/// place that fewer people name is left out.
///
/// **Assumptions.** Those of ``Proportion``. Each answer is another person's.
///
/// **Source.** A. Hundepool and others, *Statistical disclosure control* (2012), 4.2, for the suppression.
///
/// **Reference.** Shares, weights and intervals by numpy and scipy, in SurveyResultsTests.
public struct SurveyResults: Sendable {
    /// What may be told.
    public struct Parameters: Hashable, Sendable {
        /// At least 1.
        public var fewest = 5
        /// Of the intervals; above 0 and below 1.
        public var confidence = 0.95

        public init() {}
    }

    /// A change of a share.
    public struct Change: Hashable, Sendable {
        public let value: Double
        public let interval: ClosedRange<Double>
    }

    /// What a group said.
    public struct GroupResult: Hashable, Sendable {
        public let group: SurveyGroup
        /// `nil` where too few answered.
        public let answers: Int?
        /// Of those who feel safe.
        public let safe: Proportion?
        /// Since the survey before; `nil` if there is none, or too few answered then.
        public let change: Change?
    }

    /// What was named.
    public struct Mention<Named: Hashable & Sendable>: Hashable, Sendable {
        public let named: Named
        public let answers: Int
        /// Of all answers.
        public let share: Proportion
    }

    public let parameters: Parameters
    public let survey: RecordKey
    /// `nil` if there is none to compare with.
    public let former: RecordKey?
    /// Groups in which somebody answered, all first.
    public let groups: [GroupResult]
    /// What most fear first.
    public let fears: [Mention<Fear>]
    /// Places, those that most avoid first.
    public let avoided: [Mention<RecordID>]
    /// The answers behind it, ascending.
    public let answers: [RecordKey]
    /// The figures by which answers were weighted; none if they count alike.
    public let weightedBy: [RecordKey]

    /// - Parameters:
    ///   - survey: the survey's record.
    ///   - snapshot: its answers, and other surveys with theirs.
    ///   - weights: `nil` for all answers alike.
    ///   - parameters: what may be told.
    public init(
        of survey: RecordKey,
        in snapshot: Snapshot,
        weights: SurveyWeights? = nil,
        _ parameters: Parameters = Parameters()
    ) {
        self.parameters = parameters
        self.survey = survey
        let own = snapshot.answers(to: survey.id)
        let former = snapshot.survey(before: survey)
        self.former = former
        let shown = Shown(own, weights, parameters)
        let before = former.map { Shown(snapshot.answers(to: $0.id), weights, parameters) }
        groups = SurveyGroup.ordered.compactMap { shown.result(of: $0, since: before) }
        answers = own.map(\.key)
        weightedBy = weights?.figures ?? []
        fears = Self.mentions(own.flatMap(\.fears), among: own.count, parameters) {
            $0.rawValue < $1.rawValue
        }
        avoided = Self.mentions(own.flatMap(\.avoids), among: own.count, parameters, <)
    }

    private static func mentions<Named: Hashable & Sendable>(
        _ named: [Named],
        among total: Int,
        _ parameters: Parameters,
        _ precedes: (Named, Named) -> Bool
    ) -> [Mention<Named>] {
        Dictionary(grouping: named) { $0 }.compactMap { name, all -> Mention<Named>? in
            guard all.count >= parameters.fewest,
                let share = Proportion(all.count, of: total, confidence: parameters.confidence)
            else { return nil }
            return Mention(named: name, answers: all.count, share: share)
        }
        .sorted { left, right in
            left.answers != right.answers ? left.answers > right.answers : precedes(left.named, right.named)
        }
    }
}

/// The answers to one survey, and of which groups may be told.
private struct Shown {
    private let answers: [(answer: SurveyAnswer, weight: Double)]
    private let counts: [SurveyGroup: Int]
    private let hidden: Set<SurveyGroup>
    private let parameters: SurveyResults.Parameters

    init(_ all: [SurveyAnswer], _ weights: SurveyWeights?, _ parameters: SurveyResults.Parameters) {
        let known = all.filter { $0.feelsSafe != nil }
        answers = Array(zip(known, weights?.weights(of: known) ?? Array(repeating: 1, count: known.count)))
        counts = Dictionary(
            uniqueKeysWithValues: SurveyGroup.ordered.map { group in (group, known.count(where: group.holds))
            }
        )
        self.parameters = parameters
        hidden = Self.hidden(counts, fewest: parameters.fewest)
    }

    private static func hidden(_ counts: [SurveyGroup: Int], fewest: Int) -> Set<SurveyGroup> {
        var hidden = Set(counts.filter { (1..<max(1, fewest)).contains($0.value) }.keys)
        for partition in SurveyGroup.partitions {
            func answers(of groups: [SurveyGroup]) -> Int { groups.reduce(0) { $0 + (counts[$1] ?? 0) } }
            while case let left = partition.filter(hidden.contains), (1..<fewest).contains(answers(of: left))
            {
                let shown = partition.filter { (counts[$0] ?? 0) > 0 && !hidden.contains($0) }
                guard let least = shown.min(by: { (counts[$0] ?? 0) < (counts[$1] ?? 0) }) else { break }
                hidden.insert(least)
            }
        }
        return hidden
    }

    /// - Returns: `nil` for a group in which nobody answered.
    func result(of group: SurveyGroup, since former: Shown?) -> SurveyResults.GroupResult? {
        guard let count = counts[group], count > 0 else { return nil }
        let safe = proportion(of: group)
        var change: SurveyResults.Change?
        if let safe, let before = former?.proportion(of: group) {
            let difference = safe.difference(from: before)
            change = SurveyResults.Change(value: difference.value, interval: difference.interval)
        }
        return SurveyResults.GroupResult(
            group: group,
            answers: hidden.contains(group) ? nil : count,
            safe: safe,
            change: change
        )
    }

    private func proportion(of group: SurveyGroup) -> Proportion? {
        guard (counts[group] ?? 0) > 0, !hidden.contains(group) else { return nil }
        let own = answers.filter { group.holds($0.answer) }
        let sum = own.reduce(0) { $0 + $1.weight }
        let squares = own.reduce(0) { $0 + $1.weight * $1.weight }
        guard sum > 0 else { return nil }
        let safe = own.reduce(0) { $0 + ($1.answer.feelsSafe == true ? $1.weight : 0) }
        return Proportion(
            share: safe / sum,
            of: sum * sum / squares,
            confidence: parameters.confidence
        )
    }
}

extension Snapshot {
    /// Ascending by key.
    fileprivate func answers(to survey: RecordID) -> [SurveyAnswer] {
        records(of: .surveyResponse).compactMap(SurveyAnswer.init).filter { $0.survey == survey }
            .sorted { $0.key < $1.key }
    }

    /// The latest survey of the same occasion that was opened before.
    fileprivate func survey(before key: RecordKey) -> RecordKey? {
        guard let own = self[key], let occasion = own[Survey.occasion], let opened = own[Survey.openedOn]
        else { return nil }
        let earlier = present(.survey).compactMap { view -> (day: CalendarDate, key: RecordKey)? in
            guard view[Survey.occasion] == occasion, let day = view[Survey.openedOn], day < opened
            else { return nil }
            return (day, view.key)
        }
        return earlier.max { ($0.day, $0.key) < ($1.day, $1.key) }?.key
    }

    /// Surveys that are not withdrawn, the latest opened first.
    public var surveys: [RecordKey] {
        present(.survey)
            .sorted { left, right in
                let first = left[Survey.openedOn]?.daysSinceEpoch ?? .min
                let second = right[Survey.openedOn]?.daysSinceEpoch ?? .min
                return (second, left.key) < (first, right.key)
            }
            .map(\.key)
    }
}
