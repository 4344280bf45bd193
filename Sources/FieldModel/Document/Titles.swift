public import SyncCore
import Synchronization

/// What records are called where others refer to them; each is read once.
public final class Titles: Sendable {
    let language: Language
    private let record: @Sendable (RecordKey) throws(StoreError) -> RecordView?
    private let known = Mutex<[RecordKey: String]>([:])

    /// Titles in one language.
    ///
    /// - Parameters:
    ///   - language: of choices among the titles.
    ///   - record: finds a record; `nil` if there is none.
    public init(
        in language: Language,
        record: @escaping @Sendable (RecordKey) throws(StoreError) -> RecordView?
    ) {
        self.language = language
        self.record = record
    }

    /// Writes values with these titles.
    public var valueText: ValueText {
        ValueText(in: language) { key throws(StoreError) in try self.title(of: key) }
    }

    /// A name, else what tells the record apart, else the beginning of its id.
    public func title(of key: RecordKey) throws(StoreError) -> String {
        if let title = known.withLock({ $0[key] }) { return title }
        let title = try made(for: key)
        known.withLock { $0[key] = title }
        return title
    }

    private func made(for key: RecordKey) throws(StoreError) -> String {
        let digits = String(key.id.description.prefix(8))
        guard let view = try record(key) else { return digits }
        if let name = view.names.first { return name }
        var parts: [String] = []
        for field in Self.telling[key.kind] ?? [] {
            guard let definition = Catalogue.kind(key.kind)?[field] else { continue }
            if let text = try valueText.text(of: view[field], in: definition) { parts.append(text) }
        }
        return parts.isEmpty ? digits : parts.joined(separator: ", ")
    }

    /// Fields that tell one record of a nameless kind from the next; references among them lead to places and
    /// areas, which have names, so that titles end.
    private static let telling: [KindNumber: [FieldNumber]] = [
        .walk: [Walk.type.number, Walk.startedAt.number],
        .settlement: [Settlement.place.number, Settlement.area.number],
        .settlementCheck: [SettlementCheck.settlement.number, SettlementCheck.checkedAt.number],
        .observation: [Observation.category.number, Observation.observedAt.number],
        .incident: [Incident.category.number, Incident.occurredAt.number],
    ]
}
