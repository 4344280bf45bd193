/// How a word may be set off on a terminal; never the only sign of what it says.
package enum Style: String, Sendable {
    case bold = "1"
    case dim = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    /// Backgrounds for the five situation levels, green to dark red, each with letters that stand out on it.
    case level1 = "30;48;5;157"
    case level2 = "30;48;5;229"
    case level3 = "30;48;5;215"
    case level4 = "97;48;5;160"
    case level5 = "97;48;5;88"
}

extension Console {
    /// The text in a style, or as it is where there are no colours.
    package func styled(_ text: String, _ style: Style) -> String {
        hasColour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }
}
