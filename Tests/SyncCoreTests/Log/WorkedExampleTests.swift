import Foundation
import Testing

/// The worked example of Documentation/Protocol.md is taken from the golden vectors.
struct WorkedExampleTests {
    private static let page = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Documentation/Protocol.md")

    /// The example's digits, without the spaces and lines between them.
    private static func digits() throws -> String {
        let text = try String(contentsOf: page, encoding: .utf8)
        let example = try #require(text.components(separatedBy: "## 11. A worked example").last)
        return example.filter { !$0.isWhitespace }
    }

    @Test func `the example's segment, its place and its state are those of the golden vectors`() throws {
        let digits = try Self.digits()
        let segments = try GoldenFiles.read("segments")
        let segment = segments[1]
        for name in ["header", "id", "leaves_digest", "signature", "chain", "generation"] {
            let value = try #require(segment[name])
            #expect(digits.contains(value), "\(name)")
        }
        #expect(digits.contains(try #require(segments[0]["chain"])))
        let states = try GoldenFiles.read("states")
        let record = try #require(states.first { $0["kind"] == "17" }?["digest"])
        let space = try #require(states.first { $0["space"] != nil }?["digest"])
        #expect(digits.contains(record) && digits.contains(space))
    }

    @Test func `the example's change has the bytes and the hash of the golden vectors`() throws {
        let digits = try Self.digits()
        let log = try #require(try GoldenFiles.read("segments")[1]["log"])
        let leaf = try #require(
            try GoldenFiles.read("leaves").first { $0["log"] == log && $0["number"] == "2" }
        )
        let hash = try #require(leaf["hash"])
        let inner = try #require(leaf["redacted"]).suffix(64)
        #expect(digits.contains(hash) && digits.contains(inner))
        // The parts of the leaf, in their order, with words between them.
        var rest = digits[...]
        for part in try Self.parts(of: try #require(leaf["leaf"])) {
            let found = try #require(rest.firstRange(of: part), "\(part)")
            rest = rest[found.upperBound...]
        }
    }

    /// The fixed parts of the example's leaf: the record, the time, the superseded log and prefix, the salt.
    private static func parts(of leaf: String) throws -> [String] {
        let record = "00000000fa170001000000000000000a"
        let start = try #require(leaf.firstRange(of: "3a1d0a10")?.upperBound)
        let log = leaf[start...].prefix(32)
        let prefix = leaf[start...].dropFirst(32 + 4 + 2).prefix(16)
        let salt = leaf[start...].dropFirst(32 + 4 + 2 + 16 + 4).prefix(32)
        return [record, String(log), String(prefix), String(salt)]
    }
}
