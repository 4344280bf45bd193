import FieldModel
import Foundation
import SyncCore

extension NumberedChange {
    /// As the read interface lists it: what changed where, without the values.
    var json: JSONValue {
        let kind = Catalogue.kind(change.record.kind)
        let fields = change.writes.filter { $0.field.rawValue >= Limits.firstRecordField }.map { write in
            JSONValue.string(kind?[write.field]?.name ?? String(write.field.rawValue))
        }
        return .object([
            "position": .number(Decimal(position)),
            "log": .string(change.name.log.description),
            "number": .number(Decimal(change.name.number)),
            "pseudonym": .string(pseudonym),
            "time": .number(Decimal(change.time.millisecondsSinceEpoch)),
            "kind": .string(kind?.name ?? String(change.record.kind.rawValue)),
            "id": .string(change.record.id.uuidString),
            "fields": .array(fields),
        ])
    }
}
