import FieldModel
import SyncCore
import Testing

@Suite struct CatalogueTests {
    /// The table of the domain's page, a kind a line; `!` is highest, `+` union, `?` decide.
    static let domain: [String: String] = [
        "walk": "type title area place started_at ended_at participants organisations+ notes",
        "observation": """
        walk category gravity! area place position observed_at description measures+ responsible status? \
        tags+ photos+
        """,
        "settlement": "place area position land landowner first_seen_on status?",
        "settlement_check": """
        settlement checked_at shelters! persons_estimate fire_risk! waste_m3 action_taken police_present notes
        """,
        "cleanup": "settlement place cleaned_on cost_sek volume_m3 contractor paid_by",
        "incident": "area place position occurred_at category gravity! reported_by description",
        "weekly_assessment":
            "area iso_year iso_week level? proposed_level justification organisations+ state",
        "place": "name area position concerns+ land priority cause_analysis permits+ shown_name",
        "action": """
        priority_area place area title responsible due_on status? indicator follow_up observations+
        """,
        "area_priority": "area priority_area year needs_action? comment goal",
        "survey": "title occasion opened_on closed_on",
        "survey_response": "survey answered_on area age_band gender feels_safe avoids+ afraid_of+ comment",
        "unlawful_influence": "form unit occurred_on reported_to_police description",
        "statistic": "series subject reference_subject period value? unit source retrieved_on "
            + "counted_as group is_total",
        "area": "name aliases+ boundary approximate_point",
        "question": "record text answer",
        "link": "records+ shown",
    ]

    static let review = "approval? rejected_because assigned_to review_due_on"

    @Test(arguments: domain.keys.sorted())
    func `a kind has the domain's fields and no others, each with its policy`(_ name: String) throws {
        let kind = try #require(Catalogue.kind(named: name))
        let words = try #require(Self.domain[name]).split(separator: " ") + Self.review.split(separator: " ")
        let actual = kind.fields.map { field in
            let mark =
                switch field.policy {
                case .latest: ""
                case .highest: "!"
                case .union: "+"
                case .decide: "?"
                }
            return field.name + mark
        }
        #expect(Set(actual) == Set(words.map(String.init)))
        #expect(actual.count == words.count)
    }

    @Test func `every kind of the domain is there and no other`() {
        #expect(Set(Catalogue.kinds.map(\.name)) == Set(Self.domain.keys))
        #expect(Set(Catalogue.kinds.map(\.number)).count == Catalogue.kinds.count)
        #expect(Catalogue.kinds.map(\.number) == Catalogue.kinds.map(\.number).sorted())
        #expect(Catalogue.kinds.allSatisfy { $0.number.rawValue >= Limits.firstRecordKind })
    }

    @Test(arguments: Catalogue.kinds)
    func `numbers, names and labels are unique in a kind`(_ kind: KindDefinition) {
        #expect(Set(kind.fields.map(\.number)).count == kind.fields.count)
        #expect(Set(kind.fields.map(\.name)).count == kind.fields.count)
        #expect(Set(kind.fields.map(\.label.swedish)).count == kind.fields.count)
        #expect(Set(kind.fields.map(\.label.english)).count == kind.fields.count)
        #expect(kind.fields.allSatisfy { $0.number.rawValue >= Limits.firstRecordField })
        for field in kind.fields {
            #expect(field.isReview == (field.number.rawValue >= 512), "\(field.name)")
            #expect(Set(field.choices.map(\.number)).count == field.choices.count, "\(field.name)")
            #expect(Set(field.choices.map(\.identifier)).count == field.choices.count, "\(field.name)")
            #expect(Set(field.choices.map(\.label.swedish)).count == field.choices.count, "\(field.name)")
            #expect(!field.label.swedish.isEmpty && !field.label.english.isEmpty, "\(field.name)")
            #expect(field.name.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "_" || $0.isNumber) })
        }
    }

    @Test func `references name kinds that exist`() {
        let referred = Catalogue.kinds.flatMap(\.fields).compactMap(\.referredKind)
        #expect(referred.count > 15)
        #expect(referred.allSatisfy { Catalogue.kind($0) != nil })
    }

    @Test func `no field is indexed by a group, which has no index`() {
        for field in Catalogue.kinds.flatMap(\.fields) where field.schema.isIndexed {
            if case .group = field.form.valueType { Issue.record("\(field.name) would find nothing") }
        }
    }

    @Test func `the keys are those of the domain`() {
        let keys = Dictionary(
            uniqueKeysWithValues: Catalogue.kinds.filter { !$0.keyFields.isEmpty }.map { kind in
                (kind.name, kind.keyFields.map(\.name))
            }
        )
        #expect(
            keys == [
                "weekly_assessment": ["area", "iso_year", "iso_week"],
                "statistic": ["series", "subject", "period", "source"],
                "place": ["area", "name"], "area": ["name"],
                "area_priority": ["area", "priority_area", "year"],
            ]
        )
    }

    @Test func `the categories and gravities are the domain's`() {
        let categories = """
            lighting, vegetation_or_visibility, litter, graffiti, vandalism, noise, alcohol_where_forbidden, \
            group_disorder, youth_gathering, open_drug_dealing, dumping, abandoned_vehicle, unsafe_traffic, \
            feeling_unsafe, extremist_sign, threat, violence, robbery, weapon_found, fire_or_arson, \
            shooting, explosion, other
            """
        #expect(FieldModel.Category.allCases.map(\.identifier).joined(separator: ", ") == categories)
        #expect(Gravity.allCases.map(\.identifier) == ["mild", "worrying", "serious", "critical"])
        #expect(FieldModel.Category.explosion.defaultGravity == .critical)
        #expect(PriorityArea.allCases.count == 5)
    }

    @Test func `the engine's schema has every field under its number, type and policy`() throws {
        #expect(schema.kinds.count == Catalogue.kinds.count)
        let gravity = try #require(schema[.observation]?[Observation.gravity.number])
        #expect(gravity.policy == .highest(.ranks([1, 2, 3, 4])))
        #expect(gravity.type == .enumeration)
        #expect(gravity.isIndexed && !gravity.isSearched)
        #expect(schema["cleanup"]?["cost_sek"]?.type == .decimal(scale: 2))
        #expect(
            schema["incident"]?["position"]?.type
                == .group([.decimal(scale: 7), .decimal(scale: 7), .integer])
        )
        #expect(schema["weekly_assessment"]?["level"]?.number == FieldNumber(rawValue: 520))
    }
}
