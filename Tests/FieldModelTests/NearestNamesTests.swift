import FieldModel
import Testing

@Suite struct NearestNamesTests {
    private let areas = [
        "Hässelby gård", "Hässelby strand", "Hässelby villastad", "Vällingby", "Vinsta", "Råcksta", "Grimsta",
        "Kälvesta", "Nälsta",
    ]

    @Test(arguments: [
        ("Räcksta", "Råcksta"), ("vallingby", "Vällingby"), ("Vällnigby", "Vällingby"), ("Vinta", "Vinsta"),
        ("hässelby str", "Hässelby strand"), ("Grimstad", "Grimsta"), ("Nalsta", "Nälsta"),
    ])
    func `the name that was meant comes first`(_ typed: String, _ meant: String) {
        #expect(nearestNames(to: typed, among: areas).first == meant)
    }

    @Test(arguments: ["", "Kiruna", "xyz", "Stockholm"])
    func `what is far from all names suggests nothing`(_ typed: String) {
        #expect(nearestNames(to: typed, among: areas).isEmpty)
    }

    @Test func `at most three are suggested, each once`() {
        #expect(
            nearestNames(to: "abc", among: ["abd", "abe", "abf", "abg", "abd"]) == ["abd", "abe", "abf"]
        )
    }
}
