import FieldModel
import TestSupport
import Testing

/// How one text became another.
@Suite struct WordDifferenceTests {
    private static func text(
        _ difference: WordDifference,
        without standing: WordDifference.Part.Standing
    ) -> String {
        difference.parts.filter { $0.standing != standing }.map(\.text).joined()
    }

    @Test func `words that stay, go and come are told apart`() {
        let difference = WordDifference(from: "Tre lampor släckta", to: "Två lampor helt släckta")
        #expect(Self.text(difference, without: .removed).contains("helt"))
        #expect(!Self.text(difference, without: .added).contains("helt"))
        let first = difference.parts.first
        #expect(first?.text == "Tre" && first?.standing == .removed)
        #expect(difference.parts.contains { $0.standing == .same && $0.text.contains("lampor") })
        #expect(WordDifference(from: "åäö", to: "åäö").parts.map(\.standing) == [.same])
        #expect(WordDifference(from: "", to: "").parts.isEmpty)
    }

    @Test(arguments: 0..<200)
    func `what stays and goes is the former text, what stays and comes the new one`(seed: Int) {
        var dice = SeededGenerator(seed: UInt64(seed))
        func text() -> String {
            (0..<Int.random(in: 0...12, using: &dice)).map { _ in
                ["ett", "två", " ", "  ", "\n", "åäö", "🙂"].randomElement(using: &dice) ?? ""
            }
            .joined()
        }
        let (former, new) = (text(), text())
        let difference = WordDifference(from: former, to: new)
        #expect(Self.text(difference, without: .added) == former)
        #expect(Self.text(difference, without: .removed) == new)
    }

    @Test func `texts beyond all measure are compared as wholes`() {
        let long = String(repeating: "ord ", count: 3_000)
        let difference = WordDifference(from: long, to: "kort")
        #expect(difference.parts.map(\.standing) == [.removed, .added])
    }
}
