import FieldModel
import Foundation
import SyncCore

/// Numbers and records as the models' documents write them.
extension JSONValue {
    static func count(_ count: Int) -> JSONValue { .number(Decimal(count)) }

    /// `null` for none.
    static func count(_ count: Int?) -> JSONValue { count.map { .count($0) } ?? .null }

    /// In kronor; `null` for none.
    static func money(_ money: Money?) -> JSONValue {
        let text = money.map { DecimalText.string(of: $0.units, scale: Money.scale) }
        return text.flatMap { Decimal(string: $0) }.map { .number($0) } ?? .null
    }

    /// Nine decimals; `null` for none.
    static func real(_ number: Double?) -> JSONValue {
        guard let number, let decimal = Decimal(string: String(format: "%.9f", number)) else { return .null }
        return .number(decimal)
    }

    /// In units of ``Quantity``.
    static func quantity(_ units: Int64) -> JSONValue {
        Decimal(string: Quantity(units: units).shown).map { .number($0) } ?? .null
    }

    /// `kind/id`, each.
    static func keys(_ keys: [RecordKey]) -> JSONValue { .array(keys.map { .string($0.text) }) }
}
