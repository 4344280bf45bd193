public import SyncCore

/// A point on the ground in WGS 84.
public struct Position: FieldValue {
    public static let form = FieldForm.position
    /// Units of a degree: 1e-7, about a centimetre.
    public static let unitsPerDegree = 10_000_000.0
    /// Decimals of a degree.
    public static let scale = 7

    /// 1e-7 degrees north, -90 to 90 degrees.
    public let latitudeUnits: Int64
    /// 1e-7 degrees east, -180 to 180 degrees.
    public let longitudeUnits: Int64
    /// The radius within which the point lies, if the device told.
    public let accuracyMetres: Int64?

    public init(latitudeUnits: Int64, longitudeUnits: Int64, accuracyMetres: Int64? = nil) {
        self.latitudeUnits = latitudeUnits
        self.longitudeUnits = longitudeUnits
        self.accuracyMetres = accuracyMetres
    }

    /// Rounds to the nearest unit; `nil` for a point that is not on the globe.
    public init?(latitude: Double, longitude: Double, accuracyMetres: Int64? = nil) {
        guard abs(latitude) <= 90, abs(longitude) <= 180 else { return nil }
        self.init(
            latitudeUnits: Int64((latitude * Self.unitsPerDegree).rounded()),
            longitudeUnits: Int64((longitude * Self.unitsPerDegree).rounded()),
            accuracyMetres: accuracyMetres
        )
    }

    /// Degrees north.
    public var latitude: Double { Double(latitudeUnits) / Self.unitsPerDegree }
    /// Degrees east.
    public var longitude: Double { Double(longitudeUnits) / Self.unitsPerDegree }

    public init?(fieldValue: Value) {
        guard case .group(let members) = fieldValue, members.count == 3,
            case .decimal(let latitude) = members[0],
            case .decimal(let longitude) = members[1]
        else { return nil }
        switch members[2] {
        case .empty: self.init(latitudeUnits: latitude, longitudeUnits: longitude)
        case .integer(let metres):
            self.init(latitudeUnits: latitude, longitudeUnits: longitude, accuracyMetres: metres)
        default: return nil
        }
    }

    public var fieldValue: Value {
        .group([
            .decimal(latitudeUnits), .decimal(longitudeUnits), accuracyMetres.map { .integer($0) } ?? .empty,
        ])
    }
}
