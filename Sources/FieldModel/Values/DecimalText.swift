/// Decimals as people and JSON write them, exactly.
public enum DecimalText {
    /// The shortest form with a point: `1250`, `1250.5`, `-0.25`.
    public static func string(of units: Int64, scale: Int) -> String {
        var digits = String(units.magnitude)
        digits = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
        let whole = digits.dropLast(scale)
        var fraction = digits.suffix(scale)
        while fraction.last == "0" { fraction = fraction.dropLast() }
        return (units < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
    }

    /// Reads digits with a point or a comma, white space between thousands allowed.
    ///
    /// - Returns: `nil` for anything else, for more decimals than the scale (zeros at the end aside), and for
    ///   what does not fit.
    public static func units(from text: some StringProtocol, scale: Int) -> Int64? {
        var rest = String(text).filter { !$0.isWhitespace }[...]
        let isNegative = rest.first == "-" || rest.first == "−"
        if isNegative || rest.first == "+" { rest = rest.dropFirst() }
        let parts = rest.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        guard (1...2).contains(parts.count), parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }),
            let whole = parts.first, !whole.isEmpty
        else { return nil }
        var fraction: Substring = parts.count == 2 ? parts[1] : ""
        guard parts.count == 1 || !fraction.isEmpty else { return nil }
        while fraction.last == "0" { fraction = fraction.dropLast() }
        guard fraction.count <= scale else { return nil }
        let padding = String(repeating: "0", count: scale - fraction.count)
        return Int64((isNegative ? "-" : "") + whole + fraction + padding)
    }
}
