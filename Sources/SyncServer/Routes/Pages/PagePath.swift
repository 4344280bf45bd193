import FieldModel
import Foundation
import SyncCore

/// Addresses of a space's pages.
struct PagePath: Hashable, Sendable {
    private let base: String

    init(space: HostedSpace) {
        base = "/spaces/" + Self.escaped(space.name)
    }

    var queue: String { base + "/queue" }
    var looked: String { base + "/looked" }
    var duplicates: String { base + "/duplicates" }
    var map: String { base + "/map" }
    var week: String { base + "/week" }
    var year: String { base + "/year" }
    var statistics: String { base + "/statistics" }
    var settlements: String { base + "/settlements" }
    var places: String { base + "/places" }
    var actions: String { base + "/actions" }
    var surveys: String { base + "/surveys" }

    /// The records of a filter.
    func queue(_ filter: RecordFilter) -> String { Self.joined(queue, filter.query) }

    func map(_ filter: RecordFilter) -> String { Self.joined(map, filter.query) }

    func week(_ week: ISOWeek) -> String { "\(self.week)?week=\(week)" }

    func year(_ year: Int) -> String { "\(self.year)?year=\(year)" }

    func report(_ year: Int, as format: ReportFormat) -> String { "\(base)/report.\(format)?year=\(year)" }

    /// The records of a filter as a file: `csv` or `geojson`.
    func export(_ filter: RecordFilter, as format: String) -> String {
        Self.joined("\(base)/records.\(format)", filter.query)
    }

    func record(_ key: RecordKey) -> String { "\(base)/records/\(key.text)" }

    /// A record among those of a filter, from which its page leads on.
    func record(_ key: RecordKey, in filter: RecordFilter) -> String {
        Self.joined(record(key), filter.query)
    }

    func photo(_ sha256: [UInt8]) -> String { "\(base)/photos/\(sha256.hexadecimal)" }

    func new(_ kind: KindNumber) -> String { "\(base)/new/\(Catalogue.kind(kind)?.name ?? "")" }

    /// A path with a query, if there is one.
    static func joined(_ path: String, _ query: String) -> String {
        query.isEmpty ? path : path + (path.contains("?") ? "&" : "?") + query
    }

    /// A text as a part of a path or of a query.
    static func escaped(_ text: String) -> String {
        let plain = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"
        )
        return text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }
}
