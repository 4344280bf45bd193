import FieldModel
import SyncCore
import Synchronization

/// What records are called where others refer to them; each is read once.
final class Titles: Sendable {
    private let replica: Replica
    private let space: SpaceID
    private let language: Language
    private let known = Mutex<[RecordKey: String]>([:])

    init(of replica: Replica, in space: SpaceID, language: Language) {
        self.replica = replica
        self.space = space
        self.language = language
    }

    /// Writes values with these titles.
    var valueText: ValueText {
        ValueText(in: language) { key throws(StoreError) in try self.title(of: key) }
    }

    /// A name, else what tells the record apart, else the beginning of its id.
    func title(of key: RecordKey) throws(StoreError) -> String {
        if let title = known.withLock({ $0[key] }) { return title }
        let title = try made(for: key)
        known.withLock { $0[key] = title }
        return title
    }

    private func made(for key: RecordKey) throws(StoreError) -> String {
        let digits = String(key.id.description.prefix(8))
        guard let view = try replica.record(key, in: space) else { return digits }
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
