public import SyncCore

/// A record of any kind.
///
/// Two kinds may use one id, so that the kind belongs to the reference.
public struct RecordReference: FieldValue {
    public static let form = FieldForm.anyRecord

    public let key: RecordKey

    public init(_ key: RecordKey) {
        self.key = key
    }

    public init?(fieldValue: Value) {
        guard case .group(let members) = fieldValue, members.count == 2,
            case .integer(let number) = members[0], let kind = UInt32(exactly: number),
            case .id(let id) = members[1]
        else { return nil }
        self.init(RecordKey(kind: KindNumber(rawValue: kind), id: id))
    }

    public var fieldValue: Value {
        .group([.integer(Int64(key.kind.rawValue)), .id(key.id)])
    }
}
