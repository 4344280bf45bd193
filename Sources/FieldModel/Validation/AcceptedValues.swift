extension FieldDefinition {
    /// What the field takes, as the end of a sentence: `ange ett heltal 1–5`.
    public var acceptedValues: Wording {
        switch form {
        case .bool: Wording(swedish: "ange ja eller nej", english: "give yes or no")
        case .integer(let range):
            Wording(
                swedish: "ange ett heltal \(range.lowerBound)–\(range.upperBound)",
                english: "give a whole number \(range.lowerBound)–\(range.upperBound)"
            )
        case .decimal(let scale, let range): acceptedDecimals(scale: scale, range)
        case .text(let length):
            Wording(
                swedish: "ange text, högst \(length) tecken",
                english: "give text of at most \(length) characters"
            )
        case .polygon:
            Wording(
                swedish: "ange en GeoJSON-polygon, högst \(PolygonText.longest) tecken",
                english: "give a GeoJSON polygon of at most \(PolygonText.longest) characters"
            )
        case .reference(let kind): acceptedReference(Catalogue.kind(kind)?.label)
        case .anyRecord: acceptedReference(nil)
        case .date:
            Wording(swedish: "ange en dag som 2024-11-13", english: "give a day such as 2024-11-13")
        case .instant:
            Wording(
                swedish: "ange dag och tid som 2024-11-13 14:30",
                english: "give a day and a time such as 2024-11-13 14:30"
            )
        case .choice(let choices):
            Wording(
                swedish: "välj bland: " + choices.map(\.label.swedish).joined(separator: ", "),
                english: "choose among: " + choices.map(\.identifier).joined(separator: ", ")
            )
        case .position:
            Wording(
                swedish: "ange latitud och longitud i grader (WGS 84), som 59.3630, 17.8720",
                english: "give latitude and longitude in degrees (WGS 84), such as 59.3630, 17.8720"
            )
        case .photo:
            Wording(
                swedish: "ange sha256 (64 hexadecimala siffror), medietyp och eventuell bildtext",
                english: "give sha256 (64 hexadecimal digits), the media type and perhaps a caption"
            )
        }
    }

    private func acceptedDecimals(scale: Int, _ range: ClosedRange<Int64>) -> Wording {
        let least = DecimalText.string(of: range.lowerBound, scale: scale)
        let greatest = DecimalText.string(of: range.upperBound, scale: scale)
        return Wording(
            swedish: "ange ett tal \(least)–\(greatest) med högst \(scale) decimaler",
            english: "give a number \(least)–\(greatest) with at most \(scale) decimals"
        )
    }

    private func acceptedReference(_ kind: Wording?) -> Wording {
        guard let kind else {
            return Wording(swedish: "ange postens sort och id", english: "give the record's kind and id")
        }
        return Wording(
            swedish: "ange namn eller id på en post av sorten \(kind.swedish)",
            english: "give the \(kind.english) by name or id"
        )
    }
}

extension Catalogue {
    /// The kinds, as the end of a sentence.
    static let acceptedKinds = Wording(
        swedish: "välj bland: " + kinds.map(\.name).joined(separator: ", "),
        english: "choose among: " + kinds.map(\.name).joined(separator: ", ")
    )
}
