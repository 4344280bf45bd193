import FieldModel
import SyncCore
import Testing

@Suite struct ValidatorTests {
    private let instant = Instant(milliseconds: 1_731_504_600_000, offsetMinutes: 60)

    private func reasons(
        _ kind: KindDefinition,
        _ edits: [FieldEdit],
        existing: RecordView? = nil
    ) -> [String: [InputProblem.Reason]] {
        let problems = Validator(kind: kind, existing: existing).problems(with: edits)
        return Dictionary(grouping: problems) { $0.field?.name ?? "" }.mapValues { $0.map(\.reason) }
    }

    @Test func `a whole observation has no problems`() {
        let edits: [FieldEdit] = [
            .set(Observation.category, .dumping), .set(Observation.observedAt, instant),
            .set(Observation.description, "Byggavfall, 12,5 m³, tippat vid Riddersvik vecka 46.\nÄven däck."),
            .set(Observation.position, Position(latitudeUnits: 593_630_000, longitudeUnits: 178_720_000)),
            .add(Observation.tags, ["däck"]), .set(Review.approval, .approved),
        ]
        #expect(reasons(Observation.definition, edits).isEmpty)
    }

    @Test func `every problem is reported, not only the first`() {
        let edits: [FieldEdit] = [
            .set(Observation.category.number, .enumeration(99)),
            .set(Observation.gravity.number, .text("grov")),
            .set(Observation.description, "Ring 070-123 45 67"), .set(Observation.tags.number, .text("ett")),
            .add(Observation.gravity.number, [.enumeration(1)]), .set(FieldNumber(rawValue: 77), .bool(true)),
        ]
        let found = reasons(Observation.definition, edits)
        #expect(found["category"] == [.unknownChoice])
        #expect(found["gravity"] == [.wrongType, .setMismatch])
        #expect(found["tags"] == [.setMismatch])
        #expect(found["observed_at"] == [.missing])
        #expect(found[""] == [.unknownFieldNumber(FieldNumber(rawValue: 77))])
        guard case .personalData(let findings, _)? = found["description"]?.first else {
            Issue.record("the phone number went through")
            return
        }
        #expect(findings.map(\.kind) == [.phoneNumber])
    }

    @Test(arguments: [
        (Cleanup.cost.definition, Value.decimal(-1)), (Cleanup.volume.definition, .decimal(-1)),
        (Walk.participants.definition, .integer(-1)), (SettlementCheck.shelters.definition, .integer(-1)),
        (SurveyResponse.feelsSafe.definition, .integer(0)),
        (SurveyResponse.feelsSafe.definition, .integer(5)),
        (WeeklyAssessment.level.definition, .integer(0)), (WeeklyAssessment.level.definition, .integer(6)),
        (WeeklyAssessment.isoWeek.definition, .integer(54)),
        (WeeklyAssessment.isoYear.definition, .integer(24)),
    ])
    func `numbers beyond a field's limits are refused, with the limits`(
        _ field: FieldDefinition,
        _ value: Value
    ) {
        let kind = Catalogue.kinds.first { $0.fields.contains(field) }
        let problems = kind.map {
            Validator(kind: $0, existing: nil).problems(with: [.set(field.number, value)])
        }
        let problem = problems?.first { $0.field == field && $0.reason == .outOfRange }
        #expect(problem?.message.swedish.contains("ange ett") == true)
        #expect(problem?.message.english.contains("give a ") == true)
    }

    @Test(arguments: [(900_000_001, 0), (-900_000_001, 0), (0, 1_800_000_001), (0, -1_800_000_001)])
    func `a point off the globe is refused`(_ latitude: Int64, _ longitude: Int64) {
        let position = Position(latitudeUnits: latitude, longitudeUnits: longitude)
        let found = reasons(Incident.definition, [.set(Incident.position, position)])
        #expect(found["position"] == [.notOnGlobe])
        let accuracy = Position(latitudeUnits: 0, longitudeUnits: 0, accuracyMetres: -1)
        #expect(
            reasons(Incident.definition, [.set(Incident.position, accuracy)])["position"] == [.notOnGlobe]
        )
    }

    @Test func `a week that its year does not have is refused`() {
        func week(_ year: Int, _ week: Int) -> [InputProblem.Reason]? {
            let edits: [FieldEdit] = [
                .set(WeeklyAssessment.area, Sample.area), .set(WeeklyAssessment.isoYear, year),
                .set(WeeklyAssessment.isoWeek, week),
            ]
            return reasons(WeeklyAssessment.definition, edits)["iso_week"]
        }
        #expect(week(2020, 53) == nil)
        #expect(week(2026, 53) == nil)
        #expect(week(2024, 53) == [.noSuchWeek(year: 2024, week: 53)])
    }

    @Test func `a key field never changes, but may be entered again`() throws {
        let existing = try Sample.view(
            .place,
            [.set(Place.area, Sample.area), .set(Place.name, "Råcksta torg")]
        )
        func name(_ edit: FieldEdit) -> [InputProblem.Reason]? {
            reasons(Place.definition, [edit], existing: existing)["name"]
        }
        #expect(name(.set(Place.name, "RÅCKSTA  TORG")) == nil)
        #expect(name(.set(Place.name, "Vinsta torg")) == [.keyChanged])
        #expect(name(.clear(Place.name)) == [.keyChanged])
        #expect(reasons(Place.definition, [.set(Place.shownName, "Vinsta torg")], existing: existing).isEmpty)
    }

    @Test func `a record is not created without its required fields`() {
        #expect(
            Set(reasons(Incident.definition, []).keys) == ["area", "occurred_at", "category"]
        )
        #expect(reasons(Link.definition, [.add(Link.records, [])])["records"] == [.missing])
        let cleanup = reasons(Cleanup.definition, [.set(Cleanup.cleanedOn, CalendarDate(daysSinceEpoch: 0))])
        #expect(
            cleanup == [
                "": [.missingOneOf([Cleanup.settlement.definition, Cleanup.place.definition])]
            ]
        )
    }

    @Test func `a required field is not cleared`() throws {
        let existing = try Sample.view(.action, [.set(Action.title, "Fler lampor")])
        #expect(reasons(Action.definition, [.clear(Action.title)], existing: existing)["title"] == [.missing])
        #expect(reasons(Action.definition, [.clear(Action.indicator)], existing: existing).isEmpty)
        #expect(reasons(Action.definition, [.withdraw], existing: existing).isEmpty)
    }

    @Test func `texts have a greatest length, no control characters, and something in them`() {
        func title(_ text: String) -> [InputProblem.Reason]? {
            reasons(Action.definition, [.set(Action.title.number, .text(text))])["title"]
        }
        #expect(title(String(repeating: "å", count: 200)) == nil)
        #expect(title(String(repeating: "å", count: 201)) == [.tooLong(201)])
        #expect(title("") == [.emptyText])
        #expect(title("a\u{7}b") == [.unprintable])
        #expect(title(" blank i början") == [.unprintable])
        #expect(title("a\u{308}") == [.unprintable])
    }

    @Test func `an end before its beginning is refused, also against what is there`() throws {
        let later = Instant(milliseconds: instant.milliseconds + 1, offsetMinutes: 0)
        let walk: [FieldEdit] = [
            .set(Walk.type, .safetyWalk), .set(Walk.startedAt, later), .set(Walk.endedAt, instant),
        ]
        #expect(reasons(Walk.definition, walk)["ended_at"] == [.before(Walk.startedAt.definition)])
        let existing = try Sample.view(.walk, [.set(Walk.type, .patrol), .set(Walk.startedAt, later)])
        let end = reasons(Walk.definition, [.set(Walk.endedAt, instant)], existing: existing)
        #expect(end["ended_at"] == [.before(Walk.startedAt.definition)])
        #expect(reasons(Walk.definition, [.set(Walk.endedAt, later)], existing: existing).isEmpty)
    }

    @Test func `a boundary is a polygon and nothing else`() {
        func boundary(_ text: String) -> [InputProblem.Reason]? {
            reasons(Area.definition, [.set(Area.name, "Vinsta"), .set(Area.boundary, text)])["boundary"]
        }
        let ring = "[[17.8,59.3],[17.9,59.3],[17.9,59.4],[17.8,59.3]]"
        #expect(boundary("{\"type\":\"Polygon\",\"coordinates\":[\(ring)]}") == nil)
        #expect(boundary("{\"type\":\"MultiPolygon\",\"coordinates\":[[\(ring)]]}") == nil)
        #expect(boundary("{\"type\":\"Polygon\",\"coordinates\":[\(ring)],\"namn\":\"x\"}") == [.wrongType])
        #expect(
            boundary("{\"type\":\"Polygon\",\"coordinates\":[[[17.8,59.3],[17.9,59.3]]]}") == [.wrongType]
        )
        #expect(boundary("Anna bor här") == [.wrongType])
    }

    @Test func `photo captions are guarded too`() {
        let photo = Photo(sha256: Sample.hash, mediaType: "image/jpeg", caption: "bilen ABC 123")
        let found = reasons(Observation.definition, [.add(Observation.photos, [photo])])["photos"]
        guard case .personalData? = found?.first else {
            Issue.record("the registration went through")
            return
        }
        let page = Photo(sha256: Sample.hash, mediaType: "bild")
        #expect(reasons(Observation.definition, [.add(Observation.photos, [page])])["photos"] == [.wrongType])
    }
}
