import FieldModel
import SyncCore

/// An answer to a survey, as the models read it.
struct SurveyAnswer: Hashable, Sendable {
    let key: RecordKey
    let survey: RecordID
    let gender: Gender?
    let age: AgeBand?
    /// Whether somebody feels safe: 3 or 4 of 4; `nil` without an answer.
    let feelsSafe: Bool?
    let fears: Set<Fear>
    let avoids: Set<RecordID>

    /// - Returns: `nil` for a withdrawn record, and for one of another kind.
    init?(_ view: RecordView) {
        guard view.key.kind == .surveyResponse, !view.isWithdrawn, let survey = view[SurveyResponse.survey]
        else { return nil }
        key = view.key
        self.survey = survey
        gender = view[SurveyResponse.gender]
        age = view[SurveyResponse.ageBand]
        feelsSafe = view[SurveyResponse.feelsSafe].map { $0 >= 3 }
        fears = Set(view[SurveyResponse.afraidOf])
        avoids = Set(view[SurveyResponse.avoids])
    }
}
