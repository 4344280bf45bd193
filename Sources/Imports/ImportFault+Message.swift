public import FieldModel

extension ImportFault {
    /// What is wrong, and what to do.
    public var message: Wording {
        switch self {
        case .notText:
            Wording(
                swedish: "Filen är varken UTF-8 eller Windows-1252. Spara den som CSV UTF-8 och kör igen.",
                english: "The file is neither UTF-8 nor Windows-1252. Save it as CSV UTF-8 and run again."
            )
        case .empty:
            Wording(swedish: "Filen har ingen rubrikrad.", english: "The file has no heading.")
        case .notRows:
            Wording(
                swedish: "Filen går inte att läsa som CSV: ett citattecken saknar troligen sitt par.",
                english: "The file cannot be read as CSV: a quotation mark probably lacks its pair."
            )
        case .columnTwice(let name):
            Wording(
                swedish: "Kolumnen \(name) finns två gånger. Döp om en av dem.",
                english: "The column \(name) is there twice. Rename one of them."
            )
        case .raggedRow(let row, let cells, let columns):
            Wording(
                swedish: "Rad \(row) har \(cells) celler, rubriken \(columns). Rätta raden och kör igen.",
                english: "Row \(row) has \(cells) cells, the heading \(columns). Mend the row and run again."
            )
        case .notAMapping, .columnMissing, .templateNotUnderstood: mappingMessage
        }
    }

    private var mappingMessage: Wording {
        switch self {
        case .columnMissing(let name, let nearest):
            Wording(
                swedish: "Filen har ingen kolumn \(name)." + Self.hint(" Menade du", nearest),
                english: "The file has no column \(name)." + Self.hint(" Did you mean", nearest)
            )
        case .templateNotUnderstood(let text):
            Wording(
                swedish: "Mappningens ”\(text)” går inte att läsa: klamrarna ska gå ihop, som i {kolumn}.",
                english: "The mapping's '\(text)' cannot be read: its braces must match, as in {column}."
            )
        case .notAMapping(let place) where !place.isEmpty:
            Wording(
                swedish: "Mappningen går inte att läsa, vid \(place).",
                english: "The mapping cannot be read, at \(place)."
            )
        default:
            Wording(
                swedish: "Mappningen är inte JSON.",
                english: "The mapping is not JSON."
            )
        }
    }

    private static func hint(_ question: String, _ names: [String]) -> String {
        names.isEmpty ? "" : "\(question) \(names.joined(separator: ", "))?"
    }
}
