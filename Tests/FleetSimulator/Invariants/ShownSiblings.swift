import SyncCore

/// What a replica shows of a record are the causal maxima of what it knows, by the naive oracle.
enum ShownSiblings {
    static let sentence = "shown siblings are the causal maxima"

    static func check(
        _ view: RecordView?,
        of record: RecordKey,
        against expectation: RecordExpectation?,
        at place: String
    ) throws(Violation) {
        let shown = view.map { view in
            RecordExpectation(
                live: Dictionary(
                    uniqueKeysWithValues: view.fields.map { ($0.number, Set($0.live.map(\.name))) }
                ),
                isWithdrawn: view.isWithdrawn,
                isWithdrawalContested: view.isWithdrawalContested
            )
        }
        guard shown != expectation else { return }
        throw Violation(
            of: sentence,
            "\(place) shows of \(record.id): \(shown.told); due: \(expectation.told)"
        )
    }
}

extension RecordExpectation? {
    fileprivate var told: String {
        guard let self else { return "nothing" }
        let fields = self.live.sorted { $0.key < $1.key }.map { field, names in
            "\(field.rawValue): \(names.map { "\($0.change.short).\($0.position)" }.sorted())"
        }
        let withdrawal = self.isWithdrawn ? " withdrawn" : self.isWithdrawalContested ? " contested" : ""
        return fields.joined(separator: " ") + withdrawal
    }
}
