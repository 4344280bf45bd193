import FieldModel
import Situation
import SyncCore

extension Workplace {
    /// What levels are told from, of all that this replica holds.
    func levelSnapshot() throws(StoreError) -> Snapshot {
        Snapshot(
            try records(of: [
                .area, .place, .walk, .observation, .incident, .settlement, .settlementCheck, .link,
                .weeklyAssessment,
            ])
        )
    }
}
