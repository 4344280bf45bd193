import SyncCore

/// A password's cost as it is kept beside its hash.
extension ScryptCost {
    /// `ln=16,r=8,p=2`.
    var text: String { "ln=\(roundsExponent),r=\(blockSize),p=\(parallelism)" }

    /// Reads ``text``; `nil` for anything else, and for more than 256 MiB.
    init?(text: some StringProtocol) {
        let numbers = text.split(separator: ",").compactMap { part in
            part.split(separator: "=").last.flatMap { UInt8($0) }
        }
        guard numbers.count == 3, (1...18).contains(numbers[0]), (1...8).contains(numbers[1]),
            (1...4).contains(numbers[2])
        else { return nil }
        self.init(roundsExponent: numbers[0], blockSize: numbers[1], parallelism: numbers[2])
        guard self.text == text else { return nil }
    }
}
