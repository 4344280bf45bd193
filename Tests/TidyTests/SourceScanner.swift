/// Walks over a Swift file once, byte by byte, and tells code, comments and literals apart.
struct SourceScanner {
    private let bytes: [UInt8]
    private var offset = 0
    private var line = 1
    private(set) var code: [UInt8] = []
    private(set) var comments: [UInt8] = []
    private(set) var literals: [SourceText.Literal] = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        code.reserveCapacity(bytes.count)
        comments.reserveCapacity(bytes.count)
    }

    mutating func scan() {
        while offset < bytes.count { step() }
    }

    private enum Part {
        case code
        case comment
        case blank
    }

    private mutating func step() {
        // Nearly every byte is plain code: that is found out first.
        guard Self.openings.contains(bytes[offset]) else { return take(as: .code) }
        if starts(with: "//") {
            while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { take(as: .comment) }
        } else if starts(with: "/*") {
            while offset < bytes.count, !starts(with: "*/") { take(as: .comment) }
            take(as: .comment)
            take(as: .comment)
        } else if starts(with: "\"") || starts(with: "#\"") {
            takeLiteral()
        } else {
            take(as: .code)
        }
    }

    /// The bytes with which a comment or a literal may begin.
    private static let openings: Set<UInt8> = [UInt8(ascii: "/"), UInt8(ascii: "\""), UInt8(ascii: "#")]

    private mutating func take(as part: Part) {
        guard offset < bytes.count else { return }
        let byte = bytes[offset]
        offset += 1
        if byte == UInt8(ascii: "\n") { line += 1 }
        let blank = byte == UInt8(ascii: "\n") ? byte : UInt8(ascii: " ")
        code.append(part == .code ? byte : blank)
        comments.append(part == .comment ? byte : blank)
    }

    private func starts(with text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard offset + count <= bytes.count else { return false }
        return (0..<count).allSatisfy { bytes[offset + $0] == text.utf8Start[$0] }
    }

    private mutating func takeLiteral() {
        let isRaw = starts(with: "#")
        if isRaw { take(as: .code) }
        let isLong = starts(with: "\"\"\"")
        for _ in 0..<(isLong ? 3 : 1) { take(as: .code) }
        let firstLine = line
        let start = offset
        var isInterpolated = false
        while offset < bytes.count, !endsLiteral(isRaw: isRaw, isLong: isLong) {
            if !isRaw, starts(with: "\\(") {
                isInterpolated = true
                takeInterpolation()
            } else {
                if !isRaw, starts(with: "\\") { take(as: .blank) }
                take(as: .blank)
            }
        }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        literals.append(.init(line: firstLine, text: text, isInterpolated: isInterpolated))
        for _ in 0..<(isLong ? 3 : 1) + (isRaw ? 1 : 0) { take(as: .code) }
    }

    private func endsLiteral(isRaw: Bool, isLong: Bool) -> Bool {
        switch (isRaw, isLong) {
        case (false, false): starts(with: "\"")
        case (false, true): starts(with: "\"\"\"")
        case (true, false): starts(with: "\"#")
        case (true, true): starts(with: "\"\"\"#")
        }
    }

    /// An interpolated expression is code again, literals in it included.
    private mutating func takeInterpolation() {
        take(as: .blank)
        take(as: .code)
        var depth = 1
        while offset < bytes.count, depth > 0 {
            if starts(with: "(") { depth += 1 }
            if starts(with: ")") { depth -= 1 }
            step()
        }
    }
}
