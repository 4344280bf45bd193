import Foundation
import SyncCore

/// Writes one value as JSON.
enum ValueWriter {
    /// - Returns: `nil` for a value that is not of the form, or a choice or kind that this version does not
    ///   know.
    static func json(of value: Value, as form: FieldForm) -> JSONValue? {
        switch (form, value) {
        case (.bool, .bool(let flag)): .bool(flag)
        case (.integer, .integer(let number)): .number(Decimal(number))
        case (.decimal(let scale, _), .decimal(let units)): decimal(units, scale: scale)
        case (.text, .text(let text)), (.polygon, .text(let text)): .string(text)
        case (.reference, .id(let record)): .string(record.uuidString)
        case (.date, .date(let date)): .string(date.iso8601)
        case (.instant, .instant(let instant)): .string(instant.iso8601)
        case (.choice(let choices), .enumeration(let number)):
            choices.first { $0.number == number }.map { .string($0.identifier) }
        case (.anyRecord, .group): RecordReference(fieldValue: value).flatMap(json(of:))
        case (.position, .group): Position(fieldValue: value).map(json(of:))
        case (.photo, .group): Photo(fieldValue: value).map(json(of:))
        default: nil
        }
    }

    private static func decimal(_ units: Int64, scale: Int) -> JSONValue {
        .number(
            Decimal(sign: units < 0 ? .minus : .plus, exponent: -scale, significand: Decimal(units.magnitude))
        )
    }

    private static func json(of position: Position) -> JSONValue {
        var members = [
            "latitude": decimal(position.latitudeUnits, scale: Position.scale),
            "longitude": decimal(position.longitudeUnits, scale: Position.scale),
        ]
        members["accuracy"] = position.accuracyMetres.map { .number(Decimal($0)) }
        return .object(members)
    }

    private static func json(of photo: Photo) -> JSONValue {
        var members: [String: JSONValue] = [
            "sha256": .string(photo.sha256.hexadecimal), "media_type": .string(photo.mediaType),
        ]
        members["caption"] = photo.caption.map { .string($0) }
        return .object(members)
    }

    private static func json(of reference: RecordReference) -> JSONValue? {
        Catalogue.kind(reference.key.kind).map { kind in
            .object(["kind": .string(kind.name), "id": .string(reference.key.id.uuidString)])
        }
    }
}
