import FieldModel
import Testing

/// A sentence in which « and » stand around what must be found.
struct SensitiveSentence: Sendable, CustomTestStringConvertible {
    let text: String
    let kind: PrivacyGuard.Kind
    let expected: [String]

    init(_ kind: PrivacyGuard.Kind, _ marked: String) {
        self.kind = kind
        expected = marked.split(separator: "«").dropFirst().map { String($0.prefix { $0 != "»" }) }
        text = marked.filter { $0 != "«" && $0 != "»" }
    }

    var testDescription: String { text }
}

@Suite struct PrivacyGuardFindsTests {
    static let identityNumbers: [SensitiveSentence] = [
        .init(.personalIdentityNumber, "Mannen uppgav «811218-9876» vid kontrollen."),
        .init(.personalIdentityNumber, "Personnummer: «19811218-9876»."),
        .init(
            .personalIdentityNumber,
            "Kvinnan, född «400823+3233», satt på torget och frös; hon är «640823-3234»."
        ),
        .init(.personalIdentityNumber, "Skrev ned «8112189876» på lappen."),
        .init(.personalIdentityNumber, "Legitimation «198112189876» visades upp."),
        .init(.personalIdentityNumber, "Numret är «811218 9876» enligt vakten."),
        .init(.personalIdentityNumber, "Numret är «19811218 9876» enligt vakten."),
        .init(.personalIdentityNumber, "Antecknat «811218 - 9876» i blocket."),
        .init(.personalIdentityNumber, "Antecknat «811218–9876» i blocket."),
        .init(.personalIdentityNumber, "Antecknat «811218—9876» i blocket."),
        .init(.personalIdentityNumber, "Antecknat «811218−9876» i blocket."),
        .init(.personalIdentityNumber, "Antecknat «811218‑9876» i blocket."),
        .init(.personalIdentityNumber, "Född «1981-12-18-9876» i Vällingby."),
        .init(.personalIdentityNumber, "Född «81-12-18-9876» i Vällingby."),
        .init(.personalIdentityNumber, "Född «1981 12 18 9876» i Vällingby."),
        .init(.personalIdentityNumber, "Född «1981 12 18-9876» i Vällingby."),
        .init(.personalIdentityNumber, "Född «1981.12.18-9876» i Vällingby."),
        .init(.personalIdentityNumber, "Född «1981 1218 9876» i Vällingby."),
        .init(.personalIdentityNumber, "(«900101-1239»)"),
        .init(.personalIdentityNumber, "pnr«900101-1239»"),
        .init(.personalIdentityNumber, "Två till: «900101-1239», «550115-4560»."),
        .init(.personalIdentityNumber, "skottdagen «000229-1235»"),
        .init(.personalIdentityNumber, "serien «991231-0019» är låg men giltig"),
        .init(.personalIdentityNumber, "åäö «030405-0065» åäö"),
        .init(.personalIdentityNumber, "«８１１２１８-９８７６»"),
        .init(.coordinationNumber, "Samordningsnummer «701063-2391»."),
        .init(.coordinationNumber, "Samordningsnummer «19701063-2391»."),
        .init(.coordinationNumber, "Samordningsnummer «7010632391» vid Bräckefaret."),
        .init(.coordinationNumber, "Samordningsnummer «197010632391» vid Bräckefaret."),
        .init(.coordinationNumber, "Samordningsnummer «900161 1236»."),
        .init(.coordinationNumber, "Samordningsnummer «640883+3231»."),
    ]
}
