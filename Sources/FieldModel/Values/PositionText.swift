/// A point as it is typed: `59.3630, 17.8720`, `59,3630 17,8720`, and perhaps the accuracy in metres after
/// it.
enum PositionText {
    static func position(from text: String) -> Position? {
        let separators: (Character) -> Bool =
            text.contains(".")
            ? { $0 == "," || $0 == ";" || $0.isWhitespace } : { $0 == ";" || $0.isWhitespace }
        let words = text.split(whereSeparator: separators).filter { $0 != "m" }
        guard (2...3).contains(words.count),
            let latitude = DecimalText.units(from: words[0], scale: Position.scale),
            let longitude = DecimalText.units(from: words[1], scale: Position.scale)
        else { return nil }
        guard words.count == 3 else { return Position(latitudeUnits: latitude, longitudeUnits: longitude) }
        guard let accuracy = Int64(words[2].filter { $0 != "m" }) else { return nil }
        return Position(latitudeUnits: latitude, longitudeUnits: longitude, accuracyMetres: accuracy)
    }
}
