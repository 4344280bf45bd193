import Terminal
import Testing

/// Text in columns.
struct TableTests {
    private let table = Table(
        headings: ["id", "vad"],
        rows: [["0270af6f", "Släckta lampor vid uppgången till torget"], ["a1", "två\nrader\toch mer"]]
    )

    @Test func `a table that need not fit is as wide as its widest cells, without spaces at the ends`() {
        let lines = table.text().split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[0] == "id        vad")
        #expect(lines[1] == "0270af6f  Släckta lampor vid uppgången till torget")
        #expect(lines[2] == "a1        två rader och mer")
    }

    @Test(arguments: 14...60) func `a table is no wider than it may be`(width: Int) {
        let lines = table.text(width: width).split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines.allSatisfy { $0.count <= width })
    }

    @Test func `a cell that is cut says so, and one letter of several scalars is one column`() {
        let family = "👩‍👩‍👧‍👦 och e\u{301}n"
        let text = Table(headings: ["a"], rows: [[family]]).text(width: 6)
        #expect(text.hasSuffix("👩‍👩‍👧‍👦 och…"))
    }

    @Test func `a table without rows has its headings`() {
        #expect(Table(headings: ["id", "vad"], rows: []).text(width: 5) == "id  vad")
    }
}
