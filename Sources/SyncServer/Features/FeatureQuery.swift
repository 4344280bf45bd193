import FieldModel
import Foundation
import Hummingbird
import SyncCore

/// Which features a program asks for.
///
/// Source: OGC 17-069r4, *OGC API - Features - Part 1: Core*, sections 7.15.2 to 7.15.5.
struct FeatureQuery: Sendable {
    /// Degrees of WGS 84; west lies east of east where the box crosses the antimeridian.
    struct Box: Hashable, Sendable {
        let west: Double
        let south: Double
        let east: Double
        let north: Double

        func contains(_ position: Position) -> Bool {
            let isBetween =
                west <= east
                ? (west...east).contains(position.longitude)
                : position.longitude >= west || position.longitude <= east
            return isBetween && south <= position.latitude && position.latitude <= north
        }

        /// Four numbers, or six with heights, which do not count; whichever latitude comes first.
        init?(_ text: some StringProtocol) {
            let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
            let all = numbers.compactMap(\.self)
            guard all.count == numbers.count, all.count == 4 || all.count == 6, all.allSatisfy(\.isFinite)
            else { return nil }
            let second = all.count / 2
            west = all[0]
            south = min(all[1], all[second + 1])
            east = all[second]
            north = max(all[1], all[second + 1])
        }
    }

    static let mostFeatures = 10_000
    private static let usualFeatures = 100
    /// The greatest whole number that every program writes exactly.
    private static let greatestLimit: UInt64 = 1 << 53 - 1

    let box: Box?
    /// Milliseconds since 1970, both included; an open end is `nil`.
    let times: (from: Int64?, until: Int64?)
    let limit: Int
    let after: QueuePlace?

    /// Reads the parameters of an address.
    ///
    /// - Throws: ``Refusal/malformed(_:)``
    init(_ request: Request) throws(Refusal) {
        try request.requireSingleParameters()
        for (name, _) in request.uri.queryParameters
        where !["bbox", "datetime", "limit", "cursor"].contains(name) {
            throw .malformed(.parameter(String(name), expected: "one of bbox, datetime, limit and cursor"))
        }
        let query = request.query
        box = try Self.read(query["bbox"], "bbox", expected: "west,south,east,north in degrees") { Box($0) }
        times =
            try Self.read(query["datetime"], "datetime", expected: "an instant or two with / between") {
                Self.times($0)
            } ?? (nil, nil)
        // A limit beyond the greatest one is met by that (section 7.15.2).
        let limit = try request.number("limit", 1...Self.greatestLimit) ?? UInt64(Self.usualFeatures)
        self.limit = min(Int(limit), Self.mostFeatures)
        after = try Self.read(query["cursor"], "cursor", expected: "as the link next has it") {
            QueuePlace($0)
        }
    }

    /// Whether a record lies in the box and its time in the interval; a record without a time is in any.
    func isMet(by view: RecordView, at position: Position?) -> Bool {
        if let box, !(position.map(box.contains) ?? false) { return false }
        let day: Int64 = 86_400_000
        switch view.time {
        case .instant(let instant): return isMet(from: instant.milliseconds, until: instant.milliseconds)
        case .date(let date):
            let start = Int64(date.daysSinceEpoch) * day
            return isMet(from: start, until: start + day - 1)
        default: return true
        }
    }

    private func isMet(from start: Int64, until end: Int64) -> Bool {
        times.from.map { $0 <= end } ?? true && times.until.map { start <= $0 } ?? true
    }

    /// RFC 3339, with parts of a second or without.
    private static let formats = [
        Date.ISO8601FormatStyle(), Date.ISO8601FormatStyle(includingFractionalSeconds: true),
    ]

    private static func times(_ text: String) -> (from: Int64?, until: Int64?)? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard (1...2).contains(parts.count) else { return nil }
        var ends: [Int64?] = []
        for part in parts {
            if parts.count == 2, part.isEmpty || part == ".." {
                ends.append(nil)
            } else if let date = Self.formats.lazy.compactMap({ try? $0.parse(part) }).first {
                ends.append(Int64((date.timeIntervalSince1970 * 1_000).rounded()))
            } else {
                return nil
            }
        }
        let (from, until) = (ends[0], ends[ends.count - 1])
        if let from, let until, from > until { return nil }
        return (from, until)
    }

    private static func read<Read>(
        _ text: String?,
        _ name: String,
        expected: String,
        _ reading: (String) -> Read?
    ) throws(Refusal) -> Read? {
        guard let text else { return nil }
        guard let read = reading(text) else { throw .malformed(.parameter(name, expected: expected)) }
        return read
    }
}
