import Foundation
import Imports
import Testing

/// Tables as spreadsheets and statistics programs write them.
@Suite struct CSVTableTests {
    private func table(_ text: String, _ encoding: String.Encoding = .utf8) throws -> CSVTable {
        try CSVTable(try #require(text.data(using: encoding)))
    }

    @Test(arguments: [",", ";", "\t"])
    func `the delimiter is the one in the heading, whatever parts decimals`(delimiter: String) throws {
        let lines = [["namn", "värde", "år"], ["\"a, b; c\"", "\"1,5\"", "2024"]]
        let table = try table(lines.map { $0.joined(separator: delimiter) }.joined(separator: "\r\n"))
        #expect(table.delimiter == Character(delimiter))
        #expect(table.columns == ["namn", "värde", "år"])
        #expect(table.rows.map(\.cells) == [["a, b; c", "1,5", "2024"]])
        #expect(table.rows.map(\.number) == [2])
        #expect(table.hasDecimalCommas)
    }

    @Test func `å ä ö are read from UTF-8, with a mark before it or without, and from Windows-1252`() throws {
        let text = "område;nivå\nHässelby gård;3\nRåcksta;2\n"
        for (read, encoding) in [
            (try table(text), CSVTable.Encoding.utf8), (try table("\u{FEFF}" + text), .utf8),
            (try table(text, .windowsCP1252), .windows1252),
        ] {
            #expect(read.columns == ["område", "nivå"])
            #expect(read.rows.map(\.cells) == [["Hässelby gård", "3"], ["Råcksta", "2"]])
            #expect(read.encoding == encoding && !read.hasDecimalCommas)
        }
    }

    @Test func `white space and empty rows are passed over, and rows keep their numbers`() throws {
        let table = try table(" a , b \n\n1 , 2\n,\n3,4\n")
        #expect(table.columns == ["a", "b"])
        #expect(table.rows.map(\.cells) == [["1", "2"], ["3", "4"]])
        #expect(table.rows.map(\.number) == [3, 5])
    }

    @Test(arguments: [
        ("", ImportFault.empty), ("\n\n", .empty), ("a,b,a\n1,2,3", .columnTwice("a")),
        ("a,b\n1,2\n1,2,3", .raggedRow(3, cells: 3, columns: 2)),
        ("a,b\n1", .raggedRow(2, cells: 1, columns: 2)), ("a,b\n1,\"2", .notRows),
        ("a,b\n1,\"2\"x", .notRows),
    ])
    func `what is no table is refused, and it is said where`(text: String, fault: ImportFault) {
        #expect(throws: fault) { try table(text) }
    }

    @Test func `bytes that are no text are refused`() {
        #expect(throws: ImportFault.notText) { try CSVTable(Data([0x61, 0x2C, 0x00, 0xFF, 0xFE])) }
        #expect(throws: ImportFault.notText) { try CSVTable(Data([0x61, 0x81, 0x8D])) }
    }
}
