import FieldModel
import SyncCore

/// Where the values stand that a reviewer wants erased.
struct FoundValues: Hashable, Sendable {
    let record: RecordKey
    let kind: KindDefinition
    let field: FieldDefinition
    let sought: SoughtValues
    /// The changes of the record in which the field holds one of them, in the order of arrival.
    let own: [PlacedChange]
    /// Every other change of the space that holds one, likewise.
    let elsewhere: [PlacedChange]
    /// Whether there are more than one request erases.
    let hasMoreElsewhere: Bool

    /// What a request erases of them.
    func choices(for request: RedactionRequest) -> [RedactionChoice] {
        let extent: RedactionChoice.Extent = request.wholeChange ? .all : .values(sought)
        let others = request.everywhere ? elsewhere : []
        return own.map { RedactionChoice($0, extent: extent) }
            + others.map { RedactionChoice($0, extent: .values(sought)) }
    }
}

extension FoundValues {
    /// Looks through the record's history, then through the space.
    ///
    /// - Parameters:
    ///   - request: what is asked for.
    ///   - replica: the server's.
    ///   - space: where it is looked for.
    ///   - limit: the most changes to look at elsewhere.
    /// - Throws: ``Refusal``, or ``StoreError``.
    init(for request: RedactionRequest, in replica: Replica, of space: SpaceID, limit: Int) throws {
        kind = try KindDefinition.named(request.kind)
        guard let id = RecordID(request.id) else { throw Refusal.unknownRecord }
        guard let field = kind[request.field] else {
            throw Refusal.unknownField(
                request.field,
                kind: kind.name,
                nearest: nearestNames(to: request.field, among: kind.fields.map(\.name))
            )
        }
        self.field = field
        record = RecordKey(kind: kind.number, id: id)
        let history = try replica.changes(of: [record], in: space)
        guard !history.isEmpty else { throw Refusal.unknownRecord }
        let sought = try Self.sought(request.entry, of: field, in: kind, history)
        self.sought = sought
        let own = history.filter { $0.fields(holding: sought).contains(field.number) }
        self.own = own
        let found = try replica.changes(holding: sought, in: space, limit: limit + own.count + 1)
        let others = found.filter { !own.contains($0) }
        elsewhere = Array(others.prefix(limit))
        hasMoreElsewhere = others.count > limit
    }

    private static func sought(
        _ entry: RedactionRequest.Entry?,
        of field: FieldDefinition,
        in kind: KindDefinition,
        _ history: [PlacedChange]
    ) throws(Refusal) -> SoughtValues {
        var contents: [EntryContent] = []
        for placed in history where entry.map({ $0.names(placed) }) ?? true {
            for write in placed.change.writes where write.field == field.number {
                for (position, content) in zip(write.firstPosition..., write.contents)
                where entry.map({ $0.position == position }) ?? true {
                    contents.append(content)
                }
            }
        }
        guard entry == nil || !contents.isEmpty else { throw .redaction(.unknownEntry) }
        let values = contents.compactMap { content -> [UInt8]? in
            if case .value(let bytes) = content { bytes } else { nil }
        }
        let sought = SoughtValues(values, of: field.number, in: kind.number)
        guard !sought.values.isEmpty else {
            throw .redaction(contents.contains(.redacted) ? .alreadyRedacted : .nothingToRedact)
        }
        return sought
    }
}

extension RedactionRequest.Entry {
    fileprivate func names(_ placed: PlacedChange) -> Bool {
        placed.change.name.log == LogID(log) && placed.change.name.number == number
    }
}
