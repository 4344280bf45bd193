import Foundation

/// The names and values of a form, or of an address, in the order in which they came.
///
/// Source: WHATWG, *URL*, section 5.1 (`application/x-www-form-urlencoded`).
struct FormFields: Sendable {
    let fields: [(name: String, value: String)]

    init(_ text: some StringProtocol) {
        fields = text.split(separator: "&").map { part in
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (Self.decoded(pair[0]), pair.count == 2 ? Self.decoded(pair[1]) : "")
        }
    }

    init(_ fields: [(name: String, value: String)]) {
        self.fields = fields
    }

    /// As it is sent.
    var text: String {
        fields.map { "\(PagePath.escaped($0.name))=\(PagePath.escaped($0.value))" }.joined(separator: "&")
    }

    /// The first value of a name; `nil` if there is none.
    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    /// Every value of a name.
    func values(of name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// What cannot be decoded stays as it is.
    private static func decoded(_ text: some StringProtocol) -> String {
        let spaced = text.replacingOccurrences(of: "+", with: " ")
        return spaced.removingPercentEncoding ?? spaced
    }
}
