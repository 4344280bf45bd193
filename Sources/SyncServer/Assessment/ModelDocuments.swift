import FieldModel
import Foundation
import Situation
import SyncCore

/// The models as other programs read them: every result with its parameters, the records behind it, and the
/// snapshot that it was worked out from.
struct ModelDocuments: Sendable {
    let models: SituationModels
    /// Empty before the first segment.
    let snapshot: String

    // MARK: Week

    func week(_ week: ISOWeek) -> JSONValue {
        let cells = models.matrix([week]).cells.first ?? []
        return .object([
            "snapshot": .string(snapshot), "week": .string(week.description),
            "parameters": Self.parameters(models.levels.parameters),
            "areas": .array(zip(models.areas, cells).map { Self.area($1, named: $0.name) }),
        ])
    }

    private static func parameters(_ parameters: WeeklyLevel.Parameters) -> JSONValue {
        .object([
            "critical_for_five": .count(parameters.criticalForFive),
            "serious_for_four": .count(parameters.seriousForFour),
            "serious_for_three": .count(parameters.seriousForThree),
            "worrying_for_three": .count(parameters.worryingForThree),
            "worrying_for_two": .count(parameters.worryingForTwo),
            "mild_for_two": .count(parameters.mildForTwo),
        ])
    }

    private static func area(_ cell: LevelCell, named name: String) -> JSONValue {
        let proposal = cell.proposal
        let counts = proposal.counts.map { ($0.key.identifier, JSONValue.count($0.value)) }
        var members: [String: JSONValue] = [
            "area": .string(cell.area.uuidString), "name": .string(name),
            "level": cell.level.map { .count($0.rawValue) } ?? .null,
            "basis": .string(cell.basis.rawValue), "contested": .bool(cell.isContested),
            "proposed_level": .count(proposal.level.rawValue),
            "observed": .bool(proposal.coverage == .observed),
            "explanation": .object([
                "sv": .string(proposal.explanation.swedish), "en": .string(proposal.explanation.english),
            ]),
            "counts": .object(Dictionary(counts, uniquingKeysWith: { first, _ in first })),
            "events": .keys(proposal.events), "contested_events": .keys(proposal.contested),
        ]
        let decision = cell.decision
        members["decision"] = decision.map { .string($0.key.text) } ?? .null
        members["decided_level"] = decision.map { .count($0.level.rawValue) } ?? .null
        members["proposed_when_decided"] = decision?.proposed.map { .count($0.rawValue) } ?? .null
        members["state"] = decision?.state.map { .string($0.identifier) } ?? .null
        members["proposed_otherwise_now"] = .bool(cell.isProposedOtherwiseNow)
        return .object(members)
    }

    // MARK: Year

    func year(_ year: Int) -> JSONValue {
        let compilation = models.compilation(of: year)
        let matrix = compilation.matrix
        let weeks = zip(matrix.weeks, zip(matrix.cells, matrix.agreements)).map { week, row in
            JSONValue.object([
                "week": .string(week.description),
                "areas": .array(zip(models.areas, row.0).map { Self.area($1, named: $0.name) }),
                "agreement": Self.agreement(row.1),
            ])
        }
        let parameters = compilation.parameters
        return .object([
            "snapshot": .string(snapshot), "year": .count(year),
            "parameters": .object([
                "resamples": .count(parameters.resamples), "block_weeks": .count(parameters.blockWeeks),
                "seed": .count(Int(clamping: parameters.seed)), "alpha": .real(parameters.alpha),
            ]),
            "weeks": .array(weeks),
            "areas": .array(zip(models.areas, compilation.areas).map { Self.area($1, named: $0.name) }),
            "agreement": Self.agreement(matrix.agreement),
        ])
    }

    private static func agreement(_ agreement: LevelAgreement) -> JSONValue {
        .object([
            "same": .count(agreement.same), "higher": .count(agreement.higher),
            "lower": .count(agreement.lower), "unseen": .count(agreement.unseen),
        ])
    }

    private static func area(_ area: YearCompilation.AreaYear, named name: String) -> JSONValue {
        var members: [String: JSONValue] = [
            "area": .string(area.area.uuidString), "name": .string(name),
            "weeks": .count(area.spread?.count ?? 0), "unobserved": .count(area.unobserved),
            "mean": .real(area.spread?.mean), "deviation": .real(area.spread?.deviation),
            "at_three_or_more": .array(area.atThreeOrMore.map { .string($0.description) }),
            "critical": .array(area.critical.map { .string($0.description) }),
            "distance": .real(area.distance), "standing": .string(area.standing.rawValue),
        ]
        members["rank"] = area.rank.map { .count($0) } ?? .null
        let ranks = area.rankInterval.map { [$0.lowerBound, $0.upperBound] }
        members["rank_interval"] = ranks.map { .array($0.map { .count($0) }) } ?? .null
        let distances = area.distanceInterval.map { [$0.lowerBound, $0.upperBound] }
        members["distance_interval"] = distances.map { .array($0.map { .real($0) }) } ?? .null
        return .object(members)
    }

    // MARK: Figures

    func changes(_ parameters: ChangeTable.Parameters) -> JSONValue {
        let table = ChangeTable(of: models.figures, parameters)
        return .object([
            "snapshot": .string(snapshot), "series": .string(parameters.series),
            "from": .string(parameters.from.description), "to": .string(parameters.to.description),
            "parameters": .object([
                "alpha": .real(parameters.alpha), "fewest": .count(parameters.fewest),
            ]),
            "rows": .array(table.rows.map(Self.row)),
        ])
    }

    private static func row(_ row: ChangeTable.Row) -> JSONValue {
        let interval = row.comparison?.ratioInterval
        var members: [String: JSONValue] = [
            "category": .string(row.category), "is_total": .bool(row.isTotal),
            "contested": .bool(row.isContested), "verdict": .string(row.verdict.rawValue),
            "p_value": .real(row.pValue), "ratio_low": .real(interval?.lowerBound),
            "ratio_high": .real(interval.flatMap { $0.upperBound.isFinite ? $0.upperBound : nil }),
            "figures_before": .keys(row.before), "figures_after": .keys(row.after),
        ]
        members["group"] = row.group.map { .string($0) } ?? .null
        let counts = [
            ("before", row.countBefore), ("after", row.countAfter), ("change", row.change),
            ("percent", row.percent),
        ]
        for (name, count) in counts { members[name] = count.map { .count($0) } ?? .null }
        return .object(members)
    }

    func references(_ parameters: ReferenceTable.Parameters) -> JSONValue {
        let table = ReferenceTable(of: models.figures, parameters)
        return .object([
            "snapshot": .string(snapshot), "series": .string(parameters.series),
            "parameters": .object([
                "alpha": .real(parameters.alpha), "fewest": .count(parameters.fewest),
                "exposure": parameters.exposure.map { .string($0) } ?? .null,
                "part": .bool(parameters.isPart),
            ]),
            "rows": .array(table.rows.map(Self.row)),
        ])
    }

    private static func row(_ row: ReferenceTable.Row) -> JSONValue {
        let interval = row.comparison?.ratioInterval
        let figures = [row.figure, row.reference] + (row.exposures.map { [$0.figure, $0.reference] } ?? [])
        return .object([
            "subject": .string(row.figure.subject), "reference": .string(row.reference.subject),
            "period": .string(row.figure.period.description),
            "unit": row.figure.unit.map { .string($0) } ?? .null,
            "value": .quantity(row.figure.value.units),
            "reference_value": .quantity(row.reference.value.units),
            "difference": .quantity(row.difference.units),
            "exposure": row.exposures.map { .quantity($0.figure.value.units) } ?? .null,
            "reference_exposure": row.exposures.map { .quantity($0.reference.value.units) } ?? .null,
            "ratio": .real(row.comparison?.ratio), "ratio_low": .real(interval?.lowerBound),
            "ratio_high": .real(interval.flatMap { $0.upperBound.isFinite ? $0.upperBound : nil }),
            "p_value": .real(row.pValue), "verdict": .string(row.verdict.rawValue),
            "contested": .bool(figures.contains(where: \.isContested)),
            "figures": .keys(figures.map(\.key)),
        ])
    }

    func months(of series: String) -> JSONValue {
        let table = models.months(of: series)
        let rows = table.rows.map { row in
            JSONValue.object([
                "category": .string(row.category), "year": .count(row.year),
                "months": .array(row.months.map { .quantity($0) }), "sum": .quantity(row.sum),
                "figures": .keys(row.figures),
            ])
        }
        let joined = table.joined.mapValues { JSONValue.array($0.map { .string($0) }) }
        return .object([
            "snapshot": .string(snapshot), "series": .string(series), "rows": .array(rows),
            "month_sums": .array(table.monthSums.map { .quantity($0) }), "sum": .quantity(table.sum),
            "joined": .object(joined), "unplaced": .keys(table.unplaced),
            "mismatches": .array(table.mismatches.map(Self.mismatch)),
        ])
    }

    // MARK: Places

    /// GeoJSON, so that geographic programs open it as it is.
    func hotSpots(
        from: CalendarDate?,
        until: CalendarDate?,
        _ parameters: HotSpots.Parameters
    ) -> JSONValue {
        let events = models.snapshot.eventPositions(from: from, until: until)
        let spots = HotSpots(of: events, parameters)
        return .object([
            "type": .string("FeatureCollection"), "snapshot": .string(snapshot),
            "parameters": .object([
                "bandwidth": .real(spots.bandwidth), "fewest": .count(parameters.fewest),
            ]),
            "events": .keys(spots.events), "features": .array(spots.squares.map(Self.feature)),
        ])
    }

    private static func feature(_ square: HotSpots.Square) -> JSONValue {
        let corners = [
            (square.west, square.south), (square.east, square.south), (square.east, square.north),
            (square.west, square.north), (square.west, square.south),
        ]
        let ring = corners.map { JSONValue.array([.real($0.0), .real($0.1)]) }
        return .object([
            "type": .string("Feature"),
            "geometry": .object(["type": .string("Polygon"), "coordinates": .array([.array(ring)])]),
            "properties": .object(["density": .real(square.density), "count": .count(square.count)]),
        ])
    }

    private static func mismatch(_ mismatch: PrintedSums.Mismatch) -> JSONValue {
        .object([
            "subject": .string(mismatch.total.subject),
            "period": .string(mismatch.total.period.description),
            "printed": .quantity(mismatch.printed.units), "summed": .quantity(mismatch.summed.units),
            "total": .string(mismatch.total.key.text), "parts": .keys(mismatch.parts),
        ])
    }
}
