import FieldModel
import SyncCore

/// Meaning records, and naming them to people.
extension Workplace {
    /// The one record that is meant by a name, or by the beginning of an id.
    func record(meant text: String) throws -> RecordView {
        let (found, nearest) = try finder.records(meant: text)
        guard let first = found.first else { throw CommandError.nothingFound(text, nearest: nearest) }
        guard found.count == 1 else {
            throw CommandError.severalFound(text, try found.map(namedApart))
        }
        return first
    }

    /// A record as it is named in a message.
    func named(_ view: RecordView) throws -> FoundRecord {
        let headline = try Headline(titles: titles).text(of: view)
        return FoundRecord(shortID: try shortID(of: view.key), headline: headline)
    }

    /// A record as it is named among others that it could be taken for: with its kind and its area.
    func namedApart(_ view: RecordView) throws -> FoundRecord {
        let record = try named(view)
        let field = Catalogue.kind(view.key.kind)?.areaField
        let area = try titles.valueText.text(of: field.flatMap { view[$0.number] }, in: field)
        let parts = [texts.label(of: view.key.kind), record.headline, area ?? ""].filter { !$0.isEmpty }
        return FoundRecord(shortID: record.shortID, headline: parts.joined(separator: ", "))
    }

    var titles: Titles {
        let (replica, space) = (replica, space)
        return Titles(in: texts.language) { key throws(StoreError) in try replica.record(key, in: space) }
    }

    /// The shortest beginning of a record's id that means no other record of the space, at least eight
    /// digits.
    func shortID(of key: RecordKey) throws -> String {
        let digits = key.id.description
        var query = RecordQuery()
        query.includesWithdrawn = true
        query.idPrefix = String(digits.prefix(Self.usualDigits))
        query.limit = 20
        let others = try replica.records(matching: query, in: space).records.map(\.key)
            .filter { $0.id != key.id }.map(\.id.description)
        let shared = others.map { other in zip(digits, other).prefix { $0 == $1 }.count }.max() ?? 0
        return String(digits.prefix(max(Self.usualDigits, shared + 1)))
    }

    private static let usualDigits = 8
}
