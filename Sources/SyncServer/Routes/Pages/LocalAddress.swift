/// An address of this server to go on to.
struct LocalAddress: Hashable, Sendable {
    let path: String

    /// A path of this server; the start page for anything else, such as an address of another host.
    init(_ text: String?) {
        guard let text, text.hasPrefix("/"), !text.hasPrefix("//"), !text.contains("\\"),
            !text.unicodeScalars.contains(where: { $0.value < 0x21 || $0.value == 0x7F })
        else {
            path = "/"
            return
        }
        path = text
    }

    /// The path as the value of a query parameter.
    var escaped: String { PagePath.escaped(path) }
}
