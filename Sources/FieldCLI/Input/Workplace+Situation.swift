import FieldModel
import Situation
import SyncCore

extension Workplace {
    /// Model 1 over all that this replica holds.
    func weeklyLevel() throws(StoreError) -> WeeklyLevel {
        WeeklyLevel(
            records: try records(of: [
                .area, .place, .walk, .observation, .incident, .settlement, .settlementCheck, .link,
            ])
        )
    }
}
