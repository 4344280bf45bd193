/// Where a function begins and how long it is, found by its braces.
struct FunctionBody {
    /// The line of `func` or `init`, from 1.
    let start: Int
    /// From that line to the closing brace, both counted.
    let lines: Int

    static func all(in code: [String]) -> [FunctionBody] {
        code.indices.compactMap { index in
            opensFunction(code[index]) ? body(from: index, in: code) : nil
        }
    }

    private static let modifiers: Set<String> = [
        "public", "package", "internal", "fileprivate", "private", "static", "class", "final", "override",
        "mutating", "consuming", "borrowing", "nonisolated", "required", "convenience", "indirect",
    ]

    private static func opensFunction(_ line: String) -> Bool {
        let words = line.split { $0 == " " || $0 == "(" || $0 == "<" || $0 == "?" }
        let keyword = words.first { !modifiers.contains(String($0)) && !$0.hasPrefix("@") }
        return keyword == "func" || keyword == "init" || keyword == "subscript"
    }

    private static func body(from start: Int, in code: [String]) -> FunctionBody? {
        var parentheses = 0
        var braces = 0
        for index in start..<code.count {
            for character in code[index].utf8 {
                switch character {
                case UInt8(ascii: "("): parentheses += 1
                case UInt8(ascii: ")"): parentheses -= 1
                case UInt8(ascii: "{"): braces += 1
                case UInt8(ascii: "}"):
                    braces -= 1
                    // More closed than opened: the end of a protocol that only requires the function.
                    if braces < 0 { return nil }
                    if braces == 0, parentheses == 0 {
                        return FunctionBody(start: start + 1, lines: index - start + 1)
                    }
                default: break
                }
            }
            if braces == 0, parentheses == 0, index + 1 < code.count, !continuesSignature(code[index + 1]) {
                return nil
            }
        }
        return nil
    }

    private static func continuesSignature(_ line: String) -> Bool {
        let words = line.drop { $0 == " " }
        return ["{", "->", "where", "throws", "async", ")"].contains { words.hasPrefix($0) }
    }
}
