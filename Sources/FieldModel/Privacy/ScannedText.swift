/// A match, in offsets of scalars.
struct ScannedMatch {
    let kind: PrivacyGuard.Kind
    let range: Range<Int>
}

/// A run of digits, in offsets of scalars.
struct DigitRun {
    let range: Range<Int>
    let digits: [Int]
}

/// A text laid out for scanning: scalars by offset, and its runs of digits.
struct ScannedText {
    let scalars: [Unicode.Scalar]
    /// In order.
    ///
    /// A run is as long as it can be.
    let runs: [DigitRun]
    private let indices: [String.Index]

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
        indices = Array(text.unicodeScalars.indices) + [text.endIndex]
        var runs: [DigitRun] = []
        var start = 0
        var digits: [Int] = []
        for (offset, scalar) in scalars.enumerated() {
            if let digit = scalar.digit {
                if digits.isEmpty { start = offset }
                digits.append(digit)
            } else if !digits.isEmpty {
                runs.append(DigitRun(range: start..<offset, digits: digits))
                digits = []
            }
        }
        if !digits.isEmpty { runs.append(DigitRun(range: start..<scalars.count, digits: digits)) }
        self.runs = runs
    }

    subscript(offset: Int) -> Unicode.Scalar? {
        scalars.indices.contains(offset) ? scalars[offset] : nil
    }

    func range(_ offsets: Range<Int>) -> Range<String.Index> {
        indices[offsets.lowerBound]..<indices[offsets.upperBound]
    }

    /// What stands between two neighbouring runs.
    func gap(after run: DigitRun, before next: DigitRun) -> ArraySlice<Unicode.Scalar> {
        scalars[run.range.upperBound..<next.range.lowerBound]
    }

    /// Whether a digit and then one of these marks stand right before an offset, as in `2024-` or `59.`.
    func continuesNumber(at offset: Int, marks: Set<Unicode.Scalar>) -> Bool {
        guard let mark = self[offset - 1], marks.contains(mark) else { return false }
        return self[offset - 2]?.digit != nil
    }

    /// Whether one of these marks and then a digit stand right at an offset, as in `-24` or `:30`.
    func isContinued(at offset: Int, marks: Set<Unicode.Scalar>) -> Bool {
        guard let mark = self[offset], marks.contains(mark) else { return false }
        return self[offset + 1]?.digit != nil
    }

    func isLetter(at offset: Int) -> Bool { self[offset]?.properties.isAlphabetic ?? false }
}

extension Unicode.Scalar {
    /// The value of a decimal digit of any script, as a person may paste it.
    var digit: Int? {
        if isASCII { return (0x30...0x39).contains(value) ? Int(value) - 0x30 : nil }
        guard properties.numericType == .decimal, let number = properties.numericValue else { return nil }
        return Int(number)
    }

    /// The hyphen and the dashes and the minus that are typed for it.
    static let hyphens: Set<Unicode.Scalar> = ["-", "\u{AD}", "‐", "‑", "‒", "–", "—", "−", "－"]

    var isHyphen: Bool { Self.hyphens.contains(self) }

    /// A space of any width, none included, but no line break.
    var isSpace: Bool {
        let category = properties.generalCategory
        return category == .spaceSeparator || category == .format || self == "\t"
    }
}
