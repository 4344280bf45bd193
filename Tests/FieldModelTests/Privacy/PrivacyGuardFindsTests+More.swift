import FieldModel
import Testing

extension PrivacyGuardFindsTests {
    static let phoneNumbers: [SensitiveSentence] = [
        .init(.phoneNumber, "Ring «070-123 45 67» efter rundan."),
        .init(.phoneNumber, "Ring «0701234567» efter rundan."),
        .init(.phoneNumber, "Ring «070 123 45 67» efter rundan."),
        .init(.phoneNumber, "Ring «070-1234567», sade hon."),
        .init(.phoneNumber, "Ring «070/123 45 67», sade hon."),
        .init(.phoneNumber, "Ring «070.123.45.67», sade hon."),
        .init(.phoneNumber, "Ring «070 - 123 45 67», sade hon."),
        .init(.phoneNumber, "Ring «0701-23 45 67», sade hon."),
        .init(.phoneNumber, "Ring «0 70 123 45 67»."),
        .init(.phoneNumber, "tel «072–345 67 89»"),
        .init(.phoneNumber, "tel «073-345 67 89» eller «076-345 67 89»"),
        .init(.phoneNumber, "mobil:«0793456789»"),
        .init(.phoneNumber, "mobil «+46 70 123 45 67»"),
        .init(.phoneNumber, "mobil «+46701234567»"),
        .init(.phoneNumber, "mobil «+46 (0)70-123 45 67»"),
        .init(.phoneNumber, "mobil «+46-70-123 45 67»"),
        .init(.phoneNumber, "mobil «+4670 123 45 67»"),
        .init(.phoneNumber, "mobil «0046 70 123 45 67»"),
        .init(.phoneNumber, "mobil «0046701234567»"),
        .init(.phoneNumber, "mobil «46701234567»"),
        .init(.phoneNumber, "Växeln nås på «08-508 04 000»."),
        .init(.phoneNumber, "Växeln nås på «08-12 34 56»."),
        .init(.phoneNumber, "Växeln nås på «08 123 456 78»."),
        .init(.phoneNumber, "Växeln nås på «08-1234567»."),
        .init(.phoneNumber, "Växeln nås på «+46 8 508 04 000»."),
        .init(.phoneNumber, "Växeln nås på «0046-8-508 04 000»."),
        .init(.phoneNumber, "Växeln nås på («08) 123 456 78», filialen på «018-12 34 56»."),
        .init(.phoneNumber, "Ägaren i Enköping: «0171-123 45»."),
        .init(.phoneNumber, "Ägaren i Enköping: «0171-12 34 56»."),
        .init(.phoneNumber, "Ägaren i Göteborg: «031-123 45 67»."),
        .init(.phoneNumber, "Ägaren i Oslo: «+47 912 34 567»."),
        .init(.phoneNumber, "Ägaren i Helsingfors: «+358401234567»."),
    ]

    static let addressesAndPlates: [SensitiveSentence] = [
        .init(.emailAddress, "Skriv till «anna.åkesson@stockholm.se»."),
        .init(.emailAddress, "Skriv till «info@trygghet-västerort.se»!"),
        .init(.emailAddress, "Skriv till «kalle@åäö.nu»"),
        .init(.emailAddress, "(«k_a+b@exempel.co.uk»)"),
        .init(.emailAddress, "<«anna@exempel.se»>"),
        .init(.emailAddress, "«ANNA@EXEMPEL.SE»"),
        .init(.emailAddress, "nås via «anna @ exempel.se» dagtid"),
        .init(.emailAddress, "nås via «anna(at)exempel.se» dagtid"),
        .init(.emailAddress, "nås via «anna [at] exempel.com» dagtid"),
        .init(.emailAddress, "mejl:«a@b.se»,«c@d.se»"),
        .init(.vehicleRegistration, "En blå skåpbil, «ABC 123», lämnade platsen."),
        .init(.vehicleRegistration, "En blå skåpbil, «ABC123», lämnade platsen."),
        .init(.vehicleRegistration, "En blå skåpbil, «ABC 12D», lämnade platsen."),
        .init(.vehicleRegistration, "En blå skåpbil, «ABC12D», lämnade platsen."),
        .init(.vehicleRegistration, "En blå skåpbil, «ABC-123», lämnade platsen."),
        .init(.vehicleRegistration, "regnr «abc123»"),
        .init(.vehicleRegistration, "regnr «abc 123»"),
        .init(.vehicleRegistration, "Regnr: «Abc 12d» stod vid Riddersvik."),
        .init(.vehicleRegistration, "bilen «gkx 48p» tippade byggavfall"),
        .init(.vehicleRegistration, "tippade byggavfall: «gkx48p», «hjk901»"),
        .init(.vehicleRegistration, "Dumpning av «WXY 907»; flyttad till infarten."),
        .init(.vehicleRegistration, "registreringsnummer «MAX 123»"),
    ]

    @Test(arguments: identityNumbers + phoneNumbers + addressesAndPlates)
    func `personal data in a sentence is found where it stands`(_ sentence: SensitiveSentence) {
        let findings = PrivacyGuard.findings(in: sentence.text)
        let ofKind = findings.filter { $0.kind == sentence.kind }.map { String(sentence.text[$0.range]) }
        for part in sentence.expected {
            #expect(
                ofKind.contains(part),
                "found \(findings.map { (String(sentence.text[$0.range]), $0.kind) })"
            )
        }
        #expect(findings.count >= sentence.expected.count)
    }

    @Test func `at least sixty sentences hold personal data`() {
        #expect((Self.identityNumbers + Self.phoneNumbers + Self.addressesAndPlates).count >= 60)
    }
}
