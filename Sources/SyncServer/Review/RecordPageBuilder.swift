import FieldModel
import SyncCore

/// Makes of a record and its history what its page shows.
struct RecordPageBuilder: Sendable {
    let names: RecordNames
    let access: SpaceAccess
    /// Who looks at it.
    let pseudonym: String
    let library: PageLibrary
    let path: PagePath
    /// Whom something can be assigned to, by pseudonym.
    let people: [String]
    /// The list that the person comes from.
    let filter: RecordFilter
    let news: Set<RecordKey>
    /// For the question that the page's form may ask.
    let freshID: RecordID

    private var forms: EditForms { EditForms(names: names, library: library) }

    func page(
        of view: RecordView,
        _ history: [HistoryEntry],
        message: MessageView?
    ) throws -> RecordPageView {
        let contents = Contents(names: names, library: library)
        let conflicts = try conflicts(in: view, history)
        let neighbours = filter.records(in: names.picture, news: news).neighbours(of: view.key)
        let same = try sameViews(of: view)
        let fields = try fields(of: view)
        return RecordPageView(
            message: message,
            space: access.space.name,
            path: path.record(view.key),
            queue: path.queue(filter),
            previous: neighbours.previous.map { path.record($0, in: filter) },
            next: neighbours.next.map { path.record($0, in: filter) },
            kind: names.label(of: view.key.kind),
            shortID: String(view.key.id.description.prefix(8)),
            headline: try names.headline(of: view),
            isWithdrawn: view.isWithdrawn,
            isContested: view.isWithdrawalContested,
            canWrite: access.rights.contains(.write),
            canReview: access.rights.contains(.review),
            canUndo: access.member != nil
                && Undoing(history, of: view, by: pseudonym, only: nil) != nil,
            approvalSeen: Seen.text(of: view[Review.approval.number]),
            recordSeen: Seen.text(of: view),
            assignee: view[Review.assignedTo] ?? "",
            due: view[Review.dueOn]?.iso8601 ?? "",
            people: people,
            conflicts: conflicts,
            hasConflicts: !conflicts.isEmpty,
            fields: fields.filter { !$0.value.isEmpty },
            empty: fields.filter(\.value.isEmpty),
            hasEmpty: fields.contains(where: \.value.isEmpty),
            questions: try questions(about: view),
            questionID: freshID.uuidString,
            same: same,
            hasSame: !same.isEmpty,
            unlink: path.duplicates + "/unlink",
            related: try RelatedViews(names: names, path: path).views(of: view),
            changes: try HistoryViews(contents: contents).views(of: history, kind: view.key.kind),
            redaction: path.record(view.key) + "/redaction"
        )
    }

    private func conflicts(
        in view: RecordView,
        _ history: [HistoryEntry]
    ) throws -> [RecordPageView.ConflictView] {
        let views = ConflictViews(
            contents: Contents(names: names, library: library),
            forms: forms,
            rights: access.rights,
            history: history
        )
        return try view.fields.filter { $0.status == .open }.map { try views.view(of: $0, in: view) }
    }

    // MARK: Fields

    private func fields(of view: RecordView) throws -> [RecordPageView.FieldRow] {
        let kind = Catalogue.kind(view.key.kind)
        let known = kind?.fields.map(\.number) ?? []
        let unknown = view.fields.map(\.number).filter {
            $0.rawValue >= Limits.firstRecordField && !known.contains($0)
        }
        return try (known + unknown).compactMap { try row(of: $0, in: view, kind?[$0]) }
    }

    private func row(
        of number: FieldNumber,
        in view: RecordView,
        _ definition: FieldDefinition?
    ) throws -> RecordPageView.FieldRow? {
        let field = view[number]
        var value = try names.text(of: number, in: view)
        if value == nil, field?.isRedacted == true { value = library.word("redacted", in: names.language) }
        let right: Rights = definition?.isReview == true ? .review : .write
        let canWrite = access.rights.contains(right) && field?.status != .open
        let edit = canWrite ? try definition.flatMap { try forms.form(for: $0, field) } : nil
        guard value != nil || edit != nil else { return nil }
        return RecordPageView.FieldRow(
            name: definition?.name ?? String(number.rawValue),
            label: names.label(of: number, in: view.key.kind),
            value: value ?? "",
            settled: field?.status == .settled ? try others(than: field, definition) : nil,
            isOpen: field?.status == .open,
            link: definition.flatMap { link(from: field, $0) },
            photos: photos(in: field, definition),
            edit: edit
        )
    }

    private func others(than field: FieldView?, _ definition: FieldDefinition?) throws -> String? {
        guard let field else { return nil }
        let contents = Contents(names: names, library: library)
        return try Alternatives(of: field).contents.dropFirst()
            .map { try contents.text(of: $0, in: definition) }.joined(separator: ", ")
    }

    private func link(from field: FieldView?, _ definition: FieldDefinition) -> String? {
        switch (definition.form, field?.shown) {
        case (.reference(let kind), .id(let id)): path.record(RecordKey(kind: kind, id: id))
        case (.anyRecord, let value?): RecordReference(fieldValue: value).map { path.record($0.key) }
        default: nil
        }
    }

    private func photos(
        in field: FieldView?,
        _ definition: FieldDefinition?
    ) -> [RecordPageView.PhotoView] {
        guard definition?.form == .photo else { return [] }
        return (field?.elements ?? []).compactMap(Photo.init(fieldValue:)).map { photo in
            let caption = photo.caption ?? library.word("photoWithoutCaption", in: names.language)
            return RecordPageView.PhotoView(path: path.photo(photo.sha256), caption: caption)
        }
    }

    // MARK: What belongs to it

    private func questions(about view: RecordView) throws -> [RecordPageView.QuestionView] {
        names.picture.records(of: .question, referringTo: view.key).map { question in
            RecordPageView.QuestionView(
                path: path.record(question.key),
                text: question[Question.text] ?? "",
                asked: names.time(question.createdAt.millisecondsSinceEpoch),
                answer: question[Question.answer]
            )
        }
    }

    private func sameViews(of view: RecordView) throws -> [RecordPageView.SameView] {
        try names.picture.records(of: .link, referringTo: view.key).flatMap { link in
            try link[Link.records].map(\.key).filter { $0 != view.key }.map { other in
                RecordPageView.SameView(
                    path: path.record(other),
                    title: try names.titles.title(of: other),
                    isShown: link[Link.shown]?.key == other,
                    link: link.key.id.uuidString,
                    seen: Seen.text(of: link)
                )
            }
        }
    }
}

extension [RecordView] {
    /// The records before and after one.
    fileprivate func neighbours(of key: RecordKey) -> (previous: RecordKey?, next: RecordKey?) {
        guard let index = firstIndex(where: { $0.key == key }) else { return (nil, nil) }
        return (index > 0 ? self[index - 1].key : nil, index + 1 < count ? self[index + 1].key : nil)
    }
}
