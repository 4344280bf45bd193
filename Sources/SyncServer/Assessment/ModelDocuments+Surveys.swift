import FieldModel
import Situation
import SyncCore

/// Model 8 as programs read it.
extension ModelDocuments {
    /// - Parameters:
    ///   - id: `nil` for the one that was opened last.
    ///   - series: the figures by which answers are weighted; all alike for `nil`, and for one that has none.
    /// - Returns: the document; of no survey if there is none.
    /// - Throws: ``Refusal/unknownRecord``
    func survey(_ id: RecordID?, weightedBy series: String?) throws(Refusal) -> JSONValue {
        let surveys = models.snapshot.surveys
        let weights = series.flatMap { SurveyWeights(models.figures, series: $0) }
        guard let key = id.map({ RecordKey(kind: .survey, id: $0) }) ?? surveys.first else {
            return .object([
                "snapshot": .string(snapshot), "survey": .null, "groups": .array([]), "fears": .array([]),
                "avoided": .array([]),
            ])
        }
        guard surveys.contains(key) else { throw .unknownRecord }
        let results = SurveyResults(of: key, in: models.snapshot, weights: weights)
        return .object([
            "snapshot": .string(snapshot), "survey": .string(key.text),
            "title": models.snapshot[key]?[Survey.title].map { .string($0) } ?? .null,
            "former": results.former.map { .string($0.text) } ?? .null,
            "parameters": .object([
                "fewest": .count(results.parameters.fewest),
                "confidence": .real(results.parameters.confidence),
                "weighted_by": .keys(results.weightedBy),
            ]),
            "groups": .array(results.groups.map(Self.group)),
            "fears": .array(results.fears.map { Self.mention($0, named: .string($0.named.identifier)) }),
            "avoided": .array(
                results.avoided.map { mention in
                    Self.mention(mention, named: .string(RecordKey(kind: .place, id: mention.named).text))
                }
            ),
            "answers": .keys(results.answers),
        ])
    }

    private static func group(_ result: SurveyResults.GroupResult) -> JSONValue {
        .object([
            "group": .string(result.group.identifier), "answers": .count(result.answers),
            "safe": .real(result.safe?.share), "low": .real(result.safe?.interval.lowerBound),
            "high": .real(result.safe?.interval.upperBound), "counts_for": .real(result.safe?.total),
            "change": .real(result.change?.value), "change_low": .real(result.change?.interval.lowerBound),
            "change_high": .real(result.change?.interval.upperBound),
        ])
    }

    private static func mention<Named>(
        _ mention: SurveyResults.Mention<Named>,
        named: JSONValue
    ) -> JSONValue {
        .object([
            "named": named, "answers": .count(mention.answers), "share": .real(mention.share.share),
            "low": .real(mention.share.interval.lowerBound),
            "high": .real(mention.share.interval.upperBound),
        ])
    }
}

extension SurveyGroup {
    /// The stable name in documents.
    var identifier: String {
        switch self {
        case .all: "all"
        case .gender(let gender): gender?.identifier ?? "gender_unknown"
        case .age(let band): band?.identifier ?? "age_unknown"
        }
    }
}
