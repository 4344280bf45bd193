import FieldModel
import SyncCore

/// A filter as it stands in the address of a page: people bookmark it, and send it to each other.
extension RecordFilter {
    /// Reads the parameters of an address.
    ///
    /// - Parameters:
    ///   - fields: of the address.
    ///   - today: for days without a year.
    /// - Returns: the filter, and the names of the parameters that could not be understood and do not count.
    static func read(_ fields: FormFields, today: CalendarDate) -> (filter: RecordFilter, faults: [String]) {
        var filter = RecordFilter()
        var faults: [String] = []
        func read<Read>(_ name: String, _ reading: (String) -> Read?) -> Read? {
            guard let text = fields[name], !text.isEmpty else { return nil }
            guard let read = reading(text) else {
                faults.append(name)
                return nil
            }
            return read
        }
        func flag(_ name: String) -> Bool { read(name) { ["1": true, "0": false][$0] } ?? false }
        let days = TypedTime(today: today)
        filter.kind = read("kind") { Catalogue.kind(named: $0)?.number }
        filter.area = read("area") { RecordID($0) }
        filter.reviewed = read("approval") { Reviewed(name: $0) }
        filter.from = read("from") { days.date(from: $0) }
        filter.until = read("until") { days.date(from: $0) }
        filter.text = read("text") { $0 } ?? ""
        filter.assignedTo = read("assigned") { $0 }
        filter.onlyConflicts = flag("conflicts")
        filter.onlyNew = flag("new")
        filter.includesWithdrawn = flag("withdrawn")
        return (filter, faults)
    }

    /// As the query of an address, without its question mark; the same filter always gives the same.
    var query: String {
        let parts: [(String, String?)] = [
            ("kind", kind.flatMap { Catalogue.kind($0)?.name }), ("area", area?.uuidString),
            ("approval", reviewed?.name), ("from", from?.iso8601), ("until", until?.iso8601),
            ("text", text.isEmpty ? nil : text), ("assigned", assignedTo),
            ("conflicts", onlyConflicts ? "1" : nil), ("new", onlyNew ? "1" : nil),
            ("withdrawn", includesWithdrawn ? "1" : nil),
        ]
        return parts.compactMap { name, value in value.map { "\(name)=\(PagePath.escaped($0))" } }
            .joined(separator: "&")
    }
}

extension RecordFilter.Reviewed {
    private static let notYetName = "none"

    /// In an address.
    var name: String {
        switch self {
        case .asApproval(let approval): approval.definition.identifier
        case .notYet: Self.notYetName
        }
    }

    init?(name: String) {
        if name == Self.notYetName {
            self = .notYet
        } else if let approval = Approval.allCases.first(where: { $0.definition.identifier == name }) {
            self = .asApproval(approval)
        } else {
            return nil
        }
    }
}
