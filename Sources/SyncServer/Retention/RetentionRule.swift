public import FieldModel
public import SyncCore

/// A rule that erases the records of a kind some time after their last change.
public struct RetentionRule: Hashable, Sendable {
    public let space: SpaceID
    /// The space's name.
    public let spaceName: String
    public let kind: KindDefinition
    public let period: RetentionPeriod

    /// What the control log gives as the ground, for everybody of the space to read.
    var ground: String {
        let (swedish, english) =
            switch period {
            case .days(let count): ("\(count) dagar", "\(count) days")
            case .years(let count): ("\(count) år", "\(count) years")
            }
        return "Gallring: \(kind.label.swedish), \(swedish) efter senaste ändringen "
            + "(retention: \(kind.name), \(english) after the last change)"
    }
}

extension RetentionRule: Encodable {
    private enum CodingKeys: String, CodingKey {
        case space, kind, days, years
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(spaceName, forKey: .space)
        try container.encode(kind.name, forKey: .kind)
        switch period {
        case .days(let count): try container.encode(count, forKey: .days)
        case .years(let count): try container.encode(count, forKey: .years)
        }
    }
}
