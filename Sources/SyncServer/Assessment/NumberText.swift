import FieldModel
import Foundation

/// Numbers as pages and reports write them; a dash for none.
enum NumberText {
    static func plain(_ number: Int?) -> String { number.map { "\($0)" } ?? "–" }

    static func signed(_ number: Int?) -> String {
        guard let number else { return "–" }
        return number > 0 ? "+\(number)" : number < 0 ? "−\(-number)" : "0"
    }

    static func percent(_ number: Int?) -> String { number == nil ? "–" : signed(number) + " %" }
}

extension Double {
    /// A number as it is written in a language.
    func text(decimals: Int, in language: Language) -> String {
        let text = String(format: "%.\(decimals)f", self)
        return language == .swedish ? text.replacing(".", with: ",").replacing("-", with: "−") : text
    }
}

extension Quantity {
    /// Digits with a point, as few as it takes.
    var shown: String { DecimalText.string(of: units, scale: Self.scale) }
}
