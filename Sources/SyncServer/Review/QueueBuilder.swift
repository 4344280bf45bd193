import FieldModel
import SyncCore

/// Makes the list of a filter.
struct QueueBuilder: Sendable {
    /// Records on a page.
    private static let pageSize = 50
    /// What can be entered in the browser, besides at a laptop.
    private static let entered: [KindNumber] = [
        .observation, .incident, .settlement, .settlementCheck, .cleanup, .place, .area, .action,
    ]

    let names: RecordNames
    let access: SpaceAccess
    let library: PageLibrary
    let people: [String]

    private var path: PagePath { PagePath(space: access.space) }

    func view(
        of filter: RecordFilter,
        _ known: Set<RecordKey>,
        _ news: News,
        after: QueuePlace?,
        message: MessageView?
    ) throws -> QueueView {
        let all = filter.records(in: names.picture, news: known)
        let rest = after.map { after in all.drop { QueuePlace($0) <= after } } ?? all[...]
        let shown = rest.prefix(Self.pageSize)
        let canReview = access.rights.contains(.review)
        return QueueView(
            message: message,
            space: access.space.name,
            path: path.queue,
            looked: path.looked,
            filter: try FilterBuilder(names: names, library: library).view(of: filter, action: path.queue),
            rows: try shown.map { try row(of: $0, filter, news, canReview: canReview) },
            isEmpty: shown.isEmpty,
            canReview: canReview && !shown.isEmpty,
            people: people,
            count: String(all.count),
            next: rest.count > Self.pageSize
                ? shown.last.map {
                    PagePath.joined(path.queue(filter), "after=\(QueuePlace($0).text)")
                } : nil,
            newMoment: news.records.isEmpty ? nil : news.moment.text,
            csv: path.export(filter, as: "csv"),
            geoJSON: path.export(filter, as: "geojson"),
            map: path.map(filter),
            new: access.rights.contains(.write)
                ? Self.entered.map {
                    ChoiceView(value: path.new($0), label: names.label(of: $0), isSelected: false)
                } : [],
            hasNew: access.rights.contains(.write)
        )
    }

    private func row(
        of record: RecordView,
        _ filter: RecordFilter,
        _ news: News,
        canReview: Bool
    ) throws -> QueueView.RowView {
        QueueView.RowView(
            id: Ticked(record).text,
            path: path.record(record.key, in: filter),
            kind: names.label(of: record.key.kind),
            headline: try names.headline(of: record),
            area: try names.area(of: record) ?? "",
            changed: names.time(record.changedAt.millisecondsSinceEpoch),
            approval: try names.text(of: Review.approval.number, in: record) ?? "",
            assignee: record[Review.assignedTo] ?? "",
            isOpen: record.hasOpenConflict,
            isNew: news.records.contains(record.key),
            isWithdrawn: record.isWithdrawn,
            canReview: canReview
        )
    }
}

/// Makes the form of a filter.
struct FilterBuilder: Sendable {
    let names: RecordNames
    let library: PageLibrary

    func view(of filter: RecordFilter, action: String) throws -> FilterView {
        let language = names.language
        let notYet = RecordFilter.Reviewed.notYet
        let approvals =
            [
                ChoiceView(
                    value: notYet.name,
                    label: library.word("notReviewed", in: language),
                    isSelected: filter.reviewed == notYet
                )
            ]
            + Approval.allCases.map { approval in
                ChoiceView(
                    value: approval.definition.identifier,
                    label: approval.definition.label[language],
                    isSelected: filter.reviewed == .asApproval(approval)
                )
            }
        return FilterView(
            action: action,
            query: filter.query,
            kinds: Catalogue.kinds.map { kind in
                ChoiceView(
                    value: kind.name,
                    label: kind.label[language],
                    isSelected: kind.number == filter.kind
                )
            },
            areas: try names.choices(of: .area).map { id, title in
                ChoiceView(value: id.uuidString, label: title, isSelected: filter.area == id)
            },
            approvals: approvals,
            from: filter.from?.iso8601 ?? "",
            until: filter.until?.iso8601 ?? "",
            text: filter.text,
            assigned: filter.assignedTo ?? "",
            onlyConflicts: filter.onlyConflicts,
            onlyNew: filter.onlyNew,
            includesWithdrawn: filter.includesWithdrawn
        )
    }
}
