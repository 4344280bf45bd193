/// A part of the district.
public enum Area: Kind {
    public static let name = Field<String>(16, "name", "namn", form: .line, [.key, .searched])
    public static let aliases = SetField<String>(17, "aliases", "andra namn", form: .line, [.searched])
    public static let boundary = Field<String>(18, "boundary", "gräns", form: .polygon)
    /// Where to draw the area on a schematic map; not a boundary.
    public static let approximatePoint = Field<Position>(19, "approximate_point", "ungefärlig punkt")

    public static let definition = KindDefinition(
        .area,
        "area",
        "område",
        fields: [name, aliases, boundary, approximatePoint]
    )
}
