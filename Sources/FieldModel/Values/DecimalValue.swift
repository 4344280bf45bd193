public import SyncCore

/// A number with a fixed number of decimals, counted in units of the last one.
public protocol DecimalValue: FieldValue, Comparable {
    static var scale: Int { get }
    var units: Int64 { get }
    init(units: Int64)
}

extension DecimalValue {
    public init?(fieldValue: Value) {
        guard case .decimal(let units) = fieldValue else { return nil }
        self.init(units: units)
    }

    public var fieldValue: Value { .decimal(units) }

    public static func < (left: Self, right: Self) -> Bool { left.units < right.units }
}

/// Swedish kronor, counted in öre; never negative in a record.
public struct Money: DecimalValue {
    public static let scale = 2
    /// Up to a thousand million kronor.
    public static let form = FieldForm.decimal(scale: scale, 0...100_000_000_000)
    public let units: Int64

    public init(units: Int64) {
        self.units = units
    }
}

/// Cubic metres, counted in hundredths; never negative in a record.
public struct Volume: DecimalValue {
    public static let scale = 2
    /// Up to a million cubic metres.
    public static let form = FieldForm.decimal(scale: scale, 0...100_000_000)
    public let units: Int64

    public init(units: Int64) {
        self.units = units
    }
}

/// A figure of any unit, counted in thousandths.
public struct Quantity: DecimalValue {
    public static let scale = 3
    /// Up to a million million on either side of zero.
    public static let form = FieldForm.decimal(scale: scale, -1_000_000_000_000_000...1_000_000_000_000_000)
    public let units: Int64

    public init(units: Int64) {
        self.units = units
    }
}
