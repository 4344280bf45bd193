/// The identifiers that begin with given hexadecimal digits.
struct IdentifierRange: Hashable, Sendable {
    /// 16 bytes each.
    let first: [UInt8]
    let last: [UInt8]

    /// Takes at most 32 digits of either case; hyphens are left out.
    init(prefix: String) throws(ValueError) {
        let digits = prefix.filter { $0 != "-" }
        guard digits.utf8.count <= 32,
            let first = [UInt8](hexadecimal: digits + String(repeating: "0", count: 32 - digits.utf8.count)),
            let last = [UInt8](hexadecimal: digits + String(repeating: "f", count: 32 - digits.utf8.count))
        else { throw .malformed }
        self.first = first
        self.last = last
    }
}
