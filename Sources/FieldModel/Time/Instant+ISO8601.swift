public import SyncCore

extension Instant {
    /// `2024-11-13T14:30:00+01:00`, with milliseconds if there are any.
    public var iso8601: String {
        let local = milliseconds + Int64(offsetMinutes) * 60_000
        let days = local.flooredQuotient(by: 86_400_000)
        let rest = Int(local - days * 86_400_000)
        let date = CalendarDate(daysSinceEpoch: Int32(clamping: days)).iso8601
        let seconds = rest / 1_000
        var text = "\(date)T\((seconds / 3_600).padded(to: 2)):\((seconds / 60 % 60).padded(to: 2))"
        text += ":\((seconds % 60).padded(to: 2))"
        if rest % 1_000 != 0 { text += ".\((rest % 1_000).padded(to: 3))" }
        let offset = Int(offsetMinutes.magnitude)
        return text + (offsetMinutes < 0 ? "-" : "+")
            + "\((offset / 60).padded(to: 2)):\((offset % 60).padded(to: 2))"
    }
}
