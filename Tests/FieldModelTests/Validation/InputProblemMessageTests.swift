import FieldModel
import SyncCore
import Testing

@Suite struct InputProblemMessageTests {
    @Test func `personal data is named by place and kind, and never repeated`() throws {
        let text = "Två män, ring 070-123 45 67"
        let problem = try #require(
            Validator(kind: Walk.definition).problems(with: [.set(Walk.notes, text)])
                .first { $0.field == Walk.notes.definition }
        )
        #expect(
            problem.message.swedish
                == "anteckningar: innehåller telefonnummer vid tecken 15–27; "
                + "personuppgifter får inte sparas, ta bort dem"
        )
        #expect(!problem.message.english.contains("070"))
    }

    @Test func `a message says what is accepted, in both languages`() {
        let gravity = InputProblem(.unknownWord("grov", nearest: []), field: Observation.gravity.definition)
            .message
        #expect(
            gravity.swedish
                == "allvar: ”grov” är inget av valen; välj bland: lindrig, oroande, allvarlig, kritisk"
        )
        #expect(gravity.english.hasSuffix("choose among: mild, worrying, serious, critical"))
        let cost = InputProblem(.outOfRange, field: Cleanup.cost.definition).message
        #expect(cost.swedish == "kostnad: ange ett tal 0–1000000000 med högst 2 decimaler")
        let week = InputProblem(.noSuchWeek(year: 2024, week: 53), field: WeeklyAssessment.isoWeek.definition)
            .message
        #expect(week.swedish == "vecka: år 2024 har ingen vecka 53; ange 1–52")
        #expect(week.english == "week: 2024 has no week 53; give 1–52")
        let kind = InputProblem(.unknownKind("iaktagelse", nearest: ["iakttagelse"])).message
        #expect(kind.swedish == "sorten ”iaktagelse” finns inte; menade du iakttagelse?")
    }

    @Test func `every reason has words in both languages`() {
        let field = Observation.category.definition
        let reasons: [InputProblem.Reason] = [
            .wrongType, .outOfRange, .unknownChoice, .tooLong(9), .emptyText, .unprintable,
            .noSuchWeek(year: 2024, week: 53), .notOnGlobe, .before(field), .missing, .missingOneOf([field]),
            .keyChanged, .setMismatch, .unknownFieldNumber(FieldNumber(rawValue: 9)),
            .unknownKindNumber(KindNumber(rawValue: 9)), .unknownKind("x", nearest: []),
            .unknownField("x", nearest: []), .unknownWord("x", nearest: []), .unreadable("x"),
            .recordNotFound("x", nearest: []), .ambiguous("x", [Sample.area]), .notAnID("x"), .notARecord,
            .saidOtherwise(row: 4),
        ]
        for reason in reasons {
            for problem in [InputProblem(reason), InputProblem(reason, field: field)] {
                let message = problem.message
                #expect(message.swedish.count > 10 && message.english.count > 10, "\(reason)")
                #expect(message.swedish != message.english, "\(reason)")
            }
        }
    }
}
