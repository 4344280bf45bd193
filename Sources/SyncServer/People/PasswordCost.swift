/// What hashing one password costs: the parameters of scrypt (RFC 7914).
struct PasswordCost: Hashable, Sendable {
    /// N = 2 to this power.
    let roundsExponent: Int
    /// r.
    let blockSize: Int
    /// p.
    let parallelism: Int

    /// 64 MiB, and some tenths of a second.
    ///
    /// Source: OWASP, *Password Storage Cheat Sheet*.
    static let usual = PasswordCost(roundsExponent: 16, blockSize: 8, parallelism: 2)

    /// `ln=16,r=8,p=2`.
    var text: String { "ln=\(roundsExponent),r=\(blockSize),p=\(parallelism)" }

    init(roundsExponent: Int, blockSize: Int, parallelism: Int) {
        self.roundsExponent = roundsExponent
        self.blockSize = blockSize
        self.parallelism = parallelism
    }

    /// Reads ``text``; `nil` for anything else, and for more than 256 MiB.
    init?(text: some StringProtocol) {
        let numbers = text.split(separator: ",").compactMap { part in
            part.split(separator: "=").last.flatMap { Int($0) }
        }
        guard numbers.count == 3, (1...18).contains(numbers[0]), (1...8).contains(numbers[1]),
            (1...4).contains(numbers[2])
        else { return nil }
        self.init(roundsExponent: numbers[0], blockSize: numbers[1], parallelism: numbers[2])
        guard self.text == text else { return nil }
    }
}
