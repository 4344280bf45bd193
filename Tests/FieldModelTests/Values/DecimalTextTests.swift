import FieldModel
import Testing

@Suite struct DecimalTextTests {
    @Test(arguments: [
        ("1250", 125_000), ("1250.5", 125_050), ("1250,50", 125_050), ("1 250 000,5", 125_000_050),
        ("-0.25", -25),
        ("−0,25", -25), ("0", 0), ("+3", 300), ("1.2300", 123), ("92233720368547758.07", Int64.max),
        ("-92233720368547758.08", Int64.min),
    ])
    func `decimals are read exactly`(_ text: String, _ units: Int64) {
        #expect(DecimalText.units(from: text, scale: 2) == units)
    }

    @Test(arguments: [
        "", ".", "1.", ".5", "1.234", "1,2,3", "1.2.3", "12kr", "--1", "92233720368547758.08", "1e3", "٣",
    ])
    func `what is no such decimal is refused`(_ text: String) {
        #expect(DecimalText.units(from: text, scale: 2) == nil)
    }

    @Test(arguments: [
        (Int64(0), "0"), (5, "0.05"), (-5, "-0.05"), (100, "1"), (12_550, "125.5"),
        (.min, "-92233720368547758.08"),
    ])
    func `decimals are written in their shortest form`(_ units: Int64, _ text: String) {
        #expect(DecimalText.string(of: units, scale: 2) == text)
    }
}
