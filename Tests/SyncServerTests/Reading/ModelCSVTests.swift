import FieldModel
import Testing

@testable import SyncServer

/// Tables of models as comma-separated values.
@Suite struct ModelCSVTests {
    private func csv(_ rows: String) throws -> [String] {
        let text = ModelCSV(try JSONValue(line: rows).elements).text
        #expect(text.hasPrefix("\u{FEFF}") && text.hasSuffix("\r\n"))
        return text.dropFirst().split(separator: "\r\n").map(String.init)
    }

    @Test func `a row for each object, a column for each name, in whichever it stands`() throws {
        let lines = try csv(
            #"[{"b":1.5,"a":null,"c":{"sv":"å, ä","en":"x"}},{"a":true,"d":["k/1","k/2"]}]"#
        )
        #expect(lines == ["a,b,c.en,c.sv,d", #",1.5,x,"å, ä","#, "true,,,,k/1;k/2"])
    }

    @Test func `objects within make a row each, after what holds of all of them`() throws {
        let lines = try csv(
            #"[{"week":"W01","areas":[{"level":1},{"level":2}]},{"week":"W02","areas":[{"level":3}]}]"#
        )
        #expect(lines == ["week,level", "W01,1", "W01,2", "W02,3"])
    }

    @Test func `no text is a formula, and what is no list of plain values is JSON`() throws {
        #expect(try csv(#"[{"a":"=1+1","b":[[1,2],[3]]}]"#) == ["a,b", #"'=1+1,"[[1,2],[3]]""#])
        #expect(try csv(#"[{"a":-1,"b":["-x","+y"]}]"#) == ["a,b", "-1,'-x;'+y"])
    }

    @Test func `no rows make one empty line`() throws {
        #expect(ModelCSV([]).text == "\u{FEFF}\r\n")
    }
}
