/// Finds Swedish vehicle registrations: three letters, two digits, and a digit or a letter.
///
/// Capitals with or without a space or a hyphen count; small letters only where they are clearly meant:
/// written together, or right after a word such as `regnr` or `bilen`. Words and abbreviations that stand
/// before a number, as in `BOX 123`, count only after a word for registrations.
///
/// Source: Transportstyrelsen, *Registreringsskyltar* (the letters I, Q, V, Å, Ä and Ö are not used).
enum RegistrationScanner {
    static func matches(in text: ScannedText) -> [ScannedMatch] {
        text.runs.compactMap { match(at: $0, in: text) }
    }

    private static func match(at run: DigitRun, in text: ScannedText) -> ScannedMatch? {
        guard run.digits.count == 2 || run.digits.count == 3 else { return nil }
        let gap = text[run.range.lowerBound - 1].map { $0.isSpace || $0.isHyphen ? 1 : 0 } ?? 0
        let start = run.range.lowerBound - gap - 3
        guard start >= 0, let letters = plateLetters(at: start, in: text) else { return nil }
        var end = run.range.upperBound
        if run.digits.count == 2 {
            guard let last = text[end], isPlateLetter(last), last != "O", last != "o" else { return nil }
            end += 1
        }
        guard standsAlone(start..<end, in: text) else { return nil }
        let written =
            Array(text.scalars[start..<start + 3])
            + (run.digits.count == 2 ? [text.scalars[end - 1]] : [])
        let words = wordsBefore(start, in: text)
        let isPlain =
            written.allSatisfy(\.properties.isUppercase)
            || gap == 0 && written.allSatisfy(\.properties.isLowercase)
        let isMeant =
            wordsBeforeNumbers.contains(letters)
            ? !registrationWords.isDisjoint(with: words)
            : isPlain || !registrationWords.union(vehicleWords).isDisjoint(with: words)
        return isMeant ? ScannedMatch(kind: .vehicleRegistration, range: start..<end) : nil
    }

    /// Three letters of plates, in capitals.
    private static func plateLetters(at start: Int, in text: ScannedText) -> String? {
        let letters = text.scalars[start..<start + 3]
        guard letters.allSatisfy(isPlateLetter) else { return nil }
        return letters.map(\.properties.uppercaseMapping).joined()
    }

    private static let plateLetterSet = Set("ABCDEFGHJKLMNOPRSTUWXYZabcdefghjklmnoprstuwxyz".unicodeScalars)

    private static func isPlateLetter(_ scalar: Unicode.Scalar) -> Bool { plateLetterSet.contains(scalar) }

    private static func standsAlone(_ range: Range<Int>, in text: ScannedText) -> Bool {
        let joints = Unicode.Scalar.hyphens.union(["/", "_", ".", ":", "#", "@"])
        if let before = text[range.lowerBound - 1] {
            if before.properties.isAlphabetic || before.digit != nil { return false }
            // A slash or a dot inside a word or a number: a path, a case number, a hash.
            if joints.contains(before),
                text.isLetter(at: range.lowerBound - 2) || text[range.lowerBound - 2]?.digit != nil
            {
                return false
            }
        }
        guard let after = text[range.upperBound] else { return true }
        if after.properties.isAlphabetic || after.digit != nil { return false }
        guard joints.contains(after) else { return true }
        return !(text.isLetter(at: range.upperBound + 1) || text[range.upperBound + 1]?.digit != nil)
    }

    /// How far back a word that announces a registration may lie.
    private static let contextLength = 32

    private static let registrationWords: Set<String> = [
        "reg", "regnr", "registreringsnummer", "registreringsnumret", "regnummer", "nummerplåt",
        "nummerplåten",
        "registration",
    ]

    private static let vehicleWords: Set<String> = [
        "bil", "bilen", "moped", "mopeden", "skåpbil", "skåpbilen", "skylt", "skylten", "skyltad", "car",
        "van",
    ]

    /// The last two words before a place, in small letters.
    private static func wordsBefore(_ start: Int, in text: ScannedText) -> [String] {
        let from = max(0, start - contextLength)
        let words = text.scalars[from..<start].split { !$0.properties.isAlphabetic }
        return words.suffix(2).map { $0.map(\.properties.lowercaseMapping).joined() }
    }

    /// What stands before a number in ordinary texts and could be read as a plate's letters.
    private static let wordsBeforeNumbers: Set<String> = [
        "ALL", "APR", "ART", "ATT", "AUG", "BET", "BMW", "BOX", "BUS", "DAG", "DEC", "DEL", "DEN", "DET",
        "DKK",
        "DNR", "EFT", "ELL", "END", "EST", "ETG", "ETT", "EUR", "FAX", "FEB", "FEM", "FOR", "FRA", "FRE",
        "FYR",
        "GBP", "GPS", "HAN", "HAR", "HON", "HOS", "HUS", "JAN", "JUL", "JUN", "KAN", "KAP", "KOD", "KOM",
        "KRS",
        "KTM", "LAG", "LAN", "LOB", "LOR", "LSS", "LSU", "MAJ", "MAN", "MAR", "MAX", "MED", "MER", "MOM",
        "MOT",
        "NOK", "NOR", "NUM", "NYA", "OCH", "OKT", "OMR", "ONS", "ORD", "ORG", "OSL", "PBL", "PER", "PKT",
        "PLS",
        "POS", "PRO", "RAD", "REF", "RES", "RUM", "SAL", "SAM", "SEK", "SEN", "SEP", "SEX", "SFS", "SMS",
        "SOL",
        "SOU", "SPA", "STR", "SUM", "TEL", "THE", "TOG", "TOR", "TOT", "TRE", "TRP", "TYP", "UPP", "USD",
        "UTE",
        "SOS", "STH", "DOS", "NPF", "UTB", "LAT", "LON", "LNG", "ALT", "TAB", "FAS", "ZON", "AND", "BAR",
        "DAL",
    ]
}
