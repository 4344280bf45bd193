import FieldModel
public import Foundation

/// What the columns of a file mean: which records each row makes.
///
/// As JSON:
///
///     {
///       "records": [
///         {
///           "kind": "statistic",
///           "when": {"month": ["1", "2"]},
///           "unless": {"category": ["All"]},
///           "fields": {"series": "Reports", "subject": "{category}", "period": "{year}-{month:2}"}
///         }
///       ],
///       "aliases": {"area": {"Räcksta": "Råcksta"}},
///       "same": {"category": {"Loud music": "Loud sounds"}}
///     }
///
/// Each entry of `records` makes a record of every row whose cells are among those that `when` lists, and not
/// among those that `unless` lists. A field is a template (`{column}`), or `{"each": template, "split": ";"}`
/// for a set. `aliases` are spellings that mean another cell: they are replaced, and the report says so.
/// `same` are names that were changed: the cell stays as the source writes it, and `{column|same}` gives the
/// other. `id` is a template, for kinds without a natural key: rows with the same text make the same record.
/// `limits` are what the numbers of a column lie between (`{"reports": {"least": 0}}`), in the rows that
/// `when` lists if it is given (`{"value": {"most": 100, "when": {"unit": ["percent"]}}}`): a row outside
/// them is not accepted.
public struct ImportMapping: Sendable {
    struct Entry: Sendable {
        let kind: String
        let when: [String: [String]]
        let unless: [String: [String]]
        let fields: [(name: String, template: ImportTemplate, split: String?)]
        let id: ImportTemplate?

        func holds(_ cell: (String) -> String) -> Bool {
            when.allSatisfy { $0.value.contains(cell($0.key)) }
                && !unless.contains { $0.value.contains(cell($0.key)) }
        }

        var columns: [String] {
            fields.flatMap(\.template.columns) + (id?.columns ?? []) + when.keys + unless.keys
        }
    }

    let entries: [Entry]
    let aliases: [String: [String: String]]
    let same: [String: [String: String]]
    let limits: [String: Limits]

    /// What a column's numbers lie between, both included.
    struct Limits: Decodable, Hashable, Sendable {
        let least: Double?
        let most: Double?
        let when: [String: [String]]?

        /// The limits in words for a number outside them; `nil` within, and for what is no number.
        func fault(of text: String) -> String? {
            guard let units = DecimalText.units(from: text, scale: Quantity.scale) else { return nil }
            let number = Double(units) / 1_000
            guard number < least ?? -.infinity || number > most ?? .infinity else { return nil }
            return [least.map { "≥ \($0)" }, most.map { "≤ \($0)" }].compactMap(\.self)
                .joined(separator: ", ")
        }
    }

    /// Reads a mapping.
    ///
    /// - Parameter data: its file.
    /// - Throws: ``ImportFault/notAMapping(_:)``, ``ImportFault/templateNotUnderstood(_:)``
    public init(_ data: Data) throws(ImportFault) {
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: data)
        } catch let error as DecodingError {
            throw .notAMapping(Self.place(of: error))
        } catch {
            throw .notAMapping("")
        }
        var entries: [Entry] = []
        for entry in document.records { entries.append(try Entry(entry)) }
        self.entries = entries
        aliases = document.aliases ?? [:]
        same = document.same ?? [:]
        limits = document.limits ?? [:]
    }

    private static func place(of error: DecodingError) -> String {
        let path =
            switch error {
            case .keyNotFound(let key, let context): context.codingPath + [key]
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
                context.codingPath
            @unknown default: [] as [any CodingKey]
            }
        return path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    }

    fileprivate struct Document: Decodable {
        struct Record: Decodable {
            let kind: String
            let when: [String: [String]]?
            let unless: [String: [String]]?
            let fields: [String: Field]
            let id: String?
        }

        struct Field: Decodable {
            let template: String
            let split: String?

            private enum CodingKeys: String, CodingKey {
                case template = "each"
                case split
            }

            init(from decoder: any Decoder) throws {
                if let template = try? decoder.singleValueContainer().decode(String.self) {
                    self.template = template
                    split = nil
                } else {
                    let container = try decoder.container(keyedBy: CodingKeys.self)
                    template = try container.decode(String.self, forKey: .template)
                    split = try container.decode(String.self, forKey: .split)
                }
            }
        }

        let records: [Record]
        let aliases: [String: [String: String]]?
        let same: [String: [String: String]]?
        let limits: [String: Limits]?
    }
}

extension ImportMapping.Entry {
    fileprivate init(_ record: ImportMapping.Document.Record) throws(ImportFault) {
        kind = record.kind
        when = record.when ?? [:]
        unless = record.unless ?? [:]
        var fields: [(name: String, template: ImportTemplate, split: String?)] = []
        for (name, field) in record.fields.sorted(by: { $0.key < $1.key }) {
            fields.append((name, try ImportTemplate(field.template), field.split))
        }
        self.fields = fields
        id = try record.id.map { text throws(ImportFault) in try ImportTemplate(text) }
    }
}
