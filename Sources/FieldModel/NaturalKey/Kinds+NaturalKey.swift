public import SyncCore

extension Area {
    /// The id of the area of this name; an alias is not its name.
    public static func id(named name: String, in space: SpaceID) -> RecordID {
        NaturalKey.id(of: .area, parts: [name.fieldValue], in: space)
    }
}

extension Place {
    /// The id of the place that was entered by this name in this area.
    public static func id(named name: String, area: RecordID, in space: SpaceID) -> RecordID {
        NaturalKey.id(of: .place, parts: [area.fieldValue, name.fieldValue], in: space)
    }
}

extension WeeklyAssessment {
    public static func id(area: RecordID, week: ISOWeek, in space: SpaceID) -> RecordID {
        let parts = [area.fieldValue, week.year.fieldValue, week.week.fieldValue]
        return NaturalKey.id(of: .weeklyAssessment, parts: parts, in: space)
    }
}

extension AreaPriority {
    public static func id(
        area: RecordID,
        priorityArea: PriorityArea,
        year: Int,
        in space: SpaceID
    ) -> RecordID {
        let parts = [area.fieldValue, priorityArea.fieldValue, year.fieldValue]
        return NaturalKey.id(of: .areaPriority, parts: parts, in: space)
    }
}

extension Statistic {
    public static func id(
        series: String,
        subject: String,
        period: String,
        source: String,
        in space: SpaceID
    ) -> RecordID {
        NaturalKey.id(of: .statistic, parts: [series, subject, period, source].map(\.fieldValue), in: space)
    }
}
