public import SyncCore

/// A record in one line, as listings and messages show it.
public struct Headline: Sendable {
    private let titles: Titles
    private var language: Language { titles.language }

    /// Lines in the language of the titles.
    public init(titles: Titles) {
        self.titles = titles
    }

    /// What tells the record from others of its kind.
    public func text(of view: RecordView) throws(StoreError) -> String {
        if view.key.kind == .weeklyAssessment { return try assessment(view) }
        var parts: [String] = []
        for number in Self.fields[view.key.kind] ?? [] {
            let field = Catalogue.kind(view.key.kind)?[number]
            guard let text = try titles.valueText.text(of: view[number], in: field) else { continue }
            let label = Self.labelled.contains(number) && view.key.kind == .settlementCheck
            parts.append(label ? "\(field?.label[language] ?? "") \(text)" : text)
        }
        if parts.isEmpty { parts = Array(view.names.prefix(1)) }
        return parts.joined(separator: ", ")
    }

    private func assessment(_ view: RecordView) throws(StoreError) -> String {
        let area = try view[WeeklyAssessment.area].map { id throws(StoreError) in
            try titles.title(of: RecordKey(kind: .area, id: id))
        }
        let week = view[WeeklyAssessment.isoWeek].map {
            Wording(swedish: "v. \($0)", english: "week \($0)")[language]
        }
        let year = view[WeeklyAssessment.isoYear].map(String.init)
        let name = [area, week, year].compactMap(\.self).joined(separator: " ")
        guard let level = view[WeeklyAssessment.level] else { return name }
        return "\(name): \(Wording(swedish: "nivå", english: "level")[language]) \(level)"
    }

    /// Values of a check that say nothing without the field's name.
    private static let labelled = [SettlementCheck.shelters.number, SettlementCheck.fireRisk.number]

    private static let fields: [KindNumber: [FieldNumber]] = [
        .place: [Place.shownName.number, Place.name.number, Place.concerns.number],
        .walk: [Walk.type.number, Walk.title.number, Walk.place.number],
        .observation: [
            Observation.category.number, Observation.place.number, Observation.description.number,
        ],
        .incident: [Incident.category.number, Incident.place.number, Incident.description.number],
        .settlement: [Settlement.place.number, Settlement.status.number],
        .settlementCheck: [
            SettlementCheck.settlement.number, SettlementCheck.shelters.number,
            SettlementCheck.fireRisk.number,
        ],
        .cleanup: [
            Cleanup.settlement.number, Cleanup.place.number, Cleanup.cost.number, Cleanup.volume.number,
        ],
        .action: [Action.title.number, Action.responsible.number, Action.status.number],
        .areaPriority: [
            AreaPriority.area.number, AreaPriority.priorityArea.number, AreaPriority.year.number,
        ],
        .surveyResponse: [SurveyResponse.survey.number, SurveyResponse.feelsSafe.number],
        .unlawfulInfluence: [UnlawfulInfluence.form.number, UnlawfulInfluence.unit.number],
        .statistic: [
            Statistic.series.number, Statistic.subject.number, Statistic.period.number,
            Statistic.value.number,
        ],
        .link: [Link.records.number],
    ]
}
