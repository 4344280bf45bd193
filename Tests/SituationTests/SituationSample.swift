import FieldModel
import Situation
import SyncCore
import TestSupport

/// Records of one area, made by real changes.
enum SituationSample {
    static let space = SpaceID(high: 1, low: 1)
    static let area = Area.id(named: "Vällingby", in: space)
    static let other = Area.id(named: "Råcksta", in: space)
    /// Wednesday of week 46, 14:30 in Stockholm.
    static let wednesday = Instant(milliseconds: 1_731_504_600_000, offsetMinutes: 60)

    static func author(_ kind: KindNumber, _ number: UInt64) -> RecordAuthor {
        RecordAuthor(RecordKey(kind: kind, id: RecordID(high: 46, low: number)), schema: schema)
    }

    static func record(_ kind: KindNumber, _ number: UInt64, _ changes: [FieldEdit]...) -> RecordView {
        var author = author(kind, number)
        for edits in changes { author.make(edits) }
        return author.view
    }

    static func incident(
        _ number: UInt64,
        _ gravity: Gravity?,
        area: RecordID = area,
        at time: Instant = wednesday,
        category: FieldModel.Category = .other
    ) -> RecordView {
        var edits: [FieldEdit] = [
            .set(Incident.area, area), .set(Incident.occurredAt, time), .set(Incident.category, category),
        ]
        if let gravity { edits.append(.set(Incident.gravity, gravity)) }
        return record(.incident, number, edits)
    }

    static func proposal(_ records: [RecordView], year: Int = 2024, week: Int = 46) throws -> LevelProposal {
        guard let week = ISOWeek(year: year, week: week) else { throw NoSuchWeek() }
        return WeeklyLevel(of: Snapshot(records)).proposal(area: area, week: week)
    }

    struct NoSuchWeek: Error {}
}
