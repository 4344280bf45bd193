public import SyncCore

/// What a field takes, with its limits: what drives validation, JSON, the command line and the server's
/// pages.
public enum FieldForm: Hashable, Sendable {
    case bool
    case integer(ClosedRange<Int64>)
    /// A fixed number of decimals; the range is in units of the last one.
    case decimal(scale: Int, ClosedRange<Int64>)
    /// At most this many characters, as a reader counts them.
    case text(maximumLength: Int)
    /// The text of a GeoJSON Polygon or MultiPolygon.
    case polygon
    /// A record of this kind.
    case reference(KindNumber)
    /// A record of any kind: group(integer kind number, id).
    case anyRecord
    case date
    case instant
    case choice([ChoiceDefinition])
    /// A point: group(latitude, longitude in 1e-7 degrees of WGS 84, accuracy in whole metres or empty).
    case position
    /// A picture: group(SHA-256 of its bytes, media type, caption or empty).
    case photo

    /// A count: nothing negative, nothing that is surely a slip of the finger.
    public static let count = FieldForm.integer(0...1_000_000)
    /// A name or a title.
    public static let line = FieldForm.text(maximumLength: 200)
    /// Free text.
    public static let prose = FieldForm.text(maximumLength: 4_000)

    /// The form that the engine knows it by.
    public var valueType: ValueType {
        switch self {
        case .bool: .bool
        case .integer: .integer
        case .decimal(let scale, _): .decimal(scale: scale)
        case .text, .polygon: .text
        case .reference: .id
        case .anyRecord: .group([.integer, .id])
        case .date: .date
        case .instant: .instant
        case .choice: .enumeration
        case .position: .group([.decimal(scale: 7), .decimal(scale: 7), .integer])
        case .photo: .group([.bytes, .text, .text])
        }
    }
}
