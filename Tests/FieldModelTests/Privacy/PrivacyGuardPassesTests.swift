import FieldModel
import Testing

@Suite struct PrivacyGuardPassesTests {
    static let numbers = [
        "År 2024 var lugnare än 2023, 2022 och 2021.",
        "Ärendet har diarienummer 2024/1234.",
        "Dnr HV 2024/1234-1.3.1 gäller fortfarande.",
        "Polisens ärende K-123456-24 är öppet.",
        "Polisanmälan 5000-K123456-24 är gjord.",
        "Avfallet var 12,5 m³ och vägde 3400 kg.",
        "Cirka 1 250 000 liter pumpades bort.",
        "Vecka 46 och vecka 47, v. 08-12, v 40–45.",
        "Vecka 08-12 2024 var lugna.",
        "Kostnaden blev 125 000 kr, varav 25 000,50 kronor i moms.",
        "Kostnaden blev 1 234 567 890 kr under fem år.",
        "Mötet var 2024-11-13.",
        "Mötet var 2024-11-13 14:30.",
        "Mötet var 2024-11-13 1430.",
        "Mötet var 2024-11-13T14:30:00+01:00.",
        "Mötet var 20241113 och 20241114.",
        "Mötet var 13/11 2024 kl 14.30.",
        "Perioden 2024-01-01–2024-12-31.",
        "Perioden 2020-2024 och 2024–2028.",
        "Läge 59.3630, 17.8720.",
        "Läge 59.3671234567, 17.8431234567.",
        "Läge N 59° 21′ 46″ O 17° 52′ 19″.",
        "SWEREF 99: 6585123, 665432.",
        "Klockan 08:00-16:00, lördagar 10:00-14:00.",
        "Öppet 08.00–16.00 vardagar.",
        "Öppet 0800-1600 vardagar.",
        "Öppet 08-16, 07-15 och 09-18.",
        "Mellan 0930-1630 var torget tomt.",
        "Buss 117 och 119 mot Brommaplan, tunnelbana 19.",
        "Linje 541, linje 171 och nattbuss 191.",
        "Hässelby torg 12, 165 54 Hässelby.",
        "Råcksta torg 10 A, 162 60 Vällingby.",
        "Vällingbyplan 2, port 1203, våning 3.",
        "Nummer 10a och 12b saknar belysning.",
        "De räknade 3 tält, 14 personer och 2 husvagnar.",
        "76286 invånare, varav 25,5 % under 20 år.",
        "Ökningen var +300 % från 1 till 4.",
        "Avvikelsen var +1 000 000 kr mot budget.",
        "Temperaturen var -12 och snödjupet 15 cm.",
        "Organisationsnummer 212000-0142 är stadens.",
        "Organisationsnummer 556016-0680 och 802003-1234.",
        "Bankgiro 123-4567, plusgiro 12 34 56-7.",
        "Faktura 1234567890 och 9876543210 är betalda.",
        "OCR 123456789012345678.",
        "Ring 112 vid fara, 114 14 annars.",
        "Lagen (2003:389), 3 kap. 11 §, SFS 2018:585.",
        "Version 1.2.3, IP 192.168.0.1.",
        "Felet har koden 0x1F4B och e3b0c44298fc1c14.",
        "Id 0d9f3c61-7a44-5b1e-9a0e-4c2f8d1b7a55 är slaget.",
        "Datum som inte finns: 811318-9876, 811232-9876.",
        "Kontrollsiffran är fel: 811218-9875.",
        "Skottdag som inte finns: 010229-1234.",
        "Serienumret 000 finns inte: 811218-0008.",
    ]

    static let words = [
        "Hus 12b, hus 123 och box 123 är tomma.",
        "HUS 123 och RUM 214 renoveras.",
        "BOX 123 töms varje vecka.",
        "MAJ 2024 och DEC 2023 saknas.",
        "Enligt LSS 123 personer, enligt SOL 45.",
        "SMS 112 fungerar, likaså SOS 112.",
        "Det var 20 personer per 100 meter.",
        "DEN 12 maj var det lugnt.",
        "En BMW 320 stod övergiven.",
        "ISO 900 och AVI 123 är inga skyltar.",
        "Sensor VQI 123 larmade.",
        "Etapp A1B2 och kvarter B12C.",
        "Kanalen #abc1234 och mappen /abc123/def.",
        "Konto @polisen och @hasselby skrev om det.",
        "Pris 6 st @ 20.50 styck.",
        "Han skrev @ och gick.",
        "Se stockholm.se/trygghet och www.polisen.se.",
        "Vandring på Hässelby torg med Polisen och Familjebostäder.",
        "Öppen drogscen vid Maltesholmstorget, två vakter på plats.",
        "",
        "å ä ö Å Ä Ö é ü 🚧",
        "Rån kl 22.15, gärningsmän okända.",
        "Parkeringsskylt P 24, garage G12.",
        "Karta blad 6512-3, ruta 10I 2c.",
    ]

    @Test(arguments: numbers + words)
    func `ordinary text is let through`(_ text: String) {
        let findings = PrivacyGuard.findings(in: text)
        #expect(findings.isEmpty, "found \(findings.map { (String(text[$0.range]), $0.kind) })")
    }

    @Test func `at least sixty sentences hold no personal data`() {
        #expect((Self.numbers + Self.words).count >= 60)
    }

    @Test(arguments: ["1", "1 ", "1-", "@", "a@", "a.b@", "(at)", "070-", "811218-", "ABC 12", "å1 "])
    func `a long text takes time in proportion to its length`(_ unit: String) {
        // Work in the square of this length would take hours, and the test would not end.
        let text = String(repeating: unit, count: 50_000)
        #expect(PrivacyGuard.findings(in: text + " anna@exempel.se").last?.kind == .emailAddress)
    }
}
