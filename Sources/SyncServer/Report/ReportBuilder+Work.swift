import FieldModel
import Situation
import SyncCore

/// The parts of the report that are what people have recorded and done.
extension ReportBuilder {
    private func table(
        _ caption: String,
        _ columns: [String],
        _ rows: [[String]],
        of kind: KindNumber
    ) -> [ReportDocument.Table] {
        guard !rows.isEmpty else { return [] }
        let name = Catalogue.kind(kind)?.name ?? ""
        return [
            ReportDocument.Table(
                caption: caption,
                columns: columns,
                rows: rows.map { $0.map { ReportDocument.Cell($0) } },
                note: note(ownRecords, data: "records?kind=\(name)")
            )
        ]
    }

    func walks() throws -> ReportDocument.Section {
        let walks = picture.records(of: .walk).filter { isOfYear($0[Walk.startedAt]) }
            .sorted { ($0[Walk.startedAt]?.milliseconds ?? 0) < ($1[Walk.startedAt]?.milliseconds ?? 0) }
        let rows = try walks.map { walk in
            [
                walk[Walk.startedAt].map { Stockholm.date(of: $0).iso8601 } ?? "",
                try text(Walk.type.definition, walk), try text(Walk.title.definition, walk),
                try names.area(of: walk) ?? "", try text(Walk.participants.definition, walk),
            ]
        }
        return section(
            pick("Trygghetsvandringar och dialoger", "Safety walks and dialogues"),
            [],
            table(
                pick("Genomförda", "Held"),
                [
                    pick("Dag", "Day"), pick("Typ", "Type"), pick("Rubrik", "Title"), word("area"),
                    pick("Deltagare", "Participants"),
                ],
                rows,
                of: .walk
            )
        )
    }

    func places() throws -> ReportDocument.Section {
        let places = picture.records(of: .place).filter { !$0[Place.concerns].isEmpty }
        let rows = try places.map { place in
            [
                try names.titles.title(of: place.key), try names.area(of: place) ?? "",
                try text(Place.concerns.definition, place), try text(Place.land.definition, place),
                try text(Place.priority.definition, place),
                "\(picture.records(of: .action, referringTo: place.key).count)",
            ]
        }
        .sorted { ($0[1], $0[0]) < ($1[1], $1[0]) }
        let actions = try picture.records(of: .action).map { action in
            [
                try text(Action.title.definition, action), try text(Action.priorityArea.definition, action),
                try text(Action.responsible.definition, action), try text(Action.dueOn.definition, action),
                try text(Action.status.definition, action),
            ]
        }
        .sorted { ($0[1], $0[0]) < ($1[1], $1[0]) }
        return section(
            pick("Otrygga platser och åtgärder", "Unsafe places and actions"),
            [],
            try placeRanking()
                + table(
                    word("places"),
                    [
                        pick("Plats", "Place"), word("area"), word("concerns"), word("land"),
                        word("priority"), word("actions"),
                    ],
                    rows,
                    of: .place
                )
                + table(
                    word("actions"),
                    [
                        pick("Åtgärd", "Action"), pick("Samverkansområde", "Priority area"),
                        word("responsible"), word("due"), word("status"),
                    ],
                    actions,
                    of: .action
                )
        )
    }

    /// Places by what has happened at them, the heaviest ten.
    func placeRanking() throws -> [ReportDocument.Table] {
        let day = lastDay
        let ranking = PlaceRanking(in: picture.snapshot, on: day)
        let rows = try ranking.standings.prefix(Self.mostRanked).compactMap { standing -> [String]? in
            guard let rank = standing.rank, let view = picture[standing.place] else { return nil }
            return [
                try names.titles.title(of: view.key), "\(rank)", try names.area(of: view) ?? "",
                standing.weight.text(decimals: 1, in: language), "\(standing.events.count)",
                standing.lastEventOn?.iso8601 ?? "",
            ]
        }
        guard !rows.isEmpty else { return [] }
        return [
            ReportDocument.Table(
                caption: pick("Där mest har hänt", "Where most has happened"),
                columns: [
                    pick("Plats", "Place"), word("rank"), word("area"), pick("Tyngd", "Weight"),
                    pick("Händelser", "Events"), pick("Senast", "Last"),
                ],
                rows: rows.map { $0.map { ReportDocument.Cell($0) } },
                note: note(ownRecords, data: "models/places?on=\(day.iso8601)")
            )
        ]
    }

    private static let mostRanked = 10

    func settlements() throws -> ReportDocument.Section {
        let round = SettlementRound(in: picture.snapshot, on: lastDay)
        let rows = try round.standings.compactMap { standing -> [String]? in
            guard let view = picture[standing.settlement],
                view[Settlement.firstSeenOn].map({ $0 <= lastDay }) ?? true
            else { return nil }
            return [
                try names.titles.title(of: view.key), standing.status.label[language],
                try text(Settlement.land.definition, view), "\(standing.checks.count)",
                standing.lastCheckedOn?.iso8601 ?? "", "\(standing.cleanups.count)",
            ]
        }
        .sorted { $0[0] < $1[0] }
        return section(
            pick("Olovliga bosättningar", "Unauthorised settlements"),
            [],
            table(
                word("settlements"),
                [
                    pick("Plats", "Place"), word("status"), word("land"), word("checks"), word("lastCheck"),
                    word("cleanups"),
                ],
                rows,
                of: .settlement
            )
                + (try settlementsByLand())
        )
    }

    /// Counts and nothing else.
    func influence() -> ReportDocument.Section {
        let records = picture.records(of: .unlawfulInfluence)
            .filter { isOfYear($0[UnlawfulInfluence.occurredOn]) }
        let byForm = Dictionary(grouping: records) { $0[UnlawfulInfluence.form] }
        let rows = InfluenceForm.allCases.compactMap { form in
            byForm[form].map { [form.label[language], "\($0.count)"] }
        }
        return section(
            pick("Otillåten påverkan", "Unlawful influence"),
            [],
            table(
                pick("Antal", "Count"),
                [pick("Form", "Form"), pick("Antal", "Count")],
                rows,
                of: .unlawfulInfluence
            )
        )
    }

    /// What the partners say of the five priority areas.
    func priorities() throws -> ReportDocument.Section {
        let views = picture.records(of: .areaPriority).filter { $0[AreaPriority.year] == year }
        let rows = try views.map { view in
            [
                view[AreaPriority.priorityArea]?.label[language] ?? "",
                view[AreaPriority.area].map(name) ?? "",
                try text(AreaPriority.needsAction.definition, view)
                    + (view.hasOpenConflict ? " (\(word("openConflict")))" : ""),
                try text(AreaPriority.comment.definition, view), try text(AreaPriority.goal.definition, view),
            ]
        }
        .sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
        return section(
            pick("De fem samverkansområdena", "The five priority areas"),
            [],
            table(
                pick("Behov av åtgärder", "Need for action"),
                [
                    pick("Samverkansområde", "Priority area"), word("area"),
                    pick("Behöver åtgärd", "Needs action"), pick("Kommentar", "Comment"), pick("Mål", "Goal"),
                ],
                rows,
                of: .areaPriority
            )
        )
    }
}
