extension NumbersTests {
    static let golden = """
        every kind
          512 approval: decide choice
            1 approved
            2 rejected
            3 needs_work
          513 rejected_because: latest text
          514 assigned_to: latest text
          515 review_due_on: latest date
        16 area
          16 name: latest text key
          17 aliases: union text
          18 boundary: latest polygon
          19 approximate_point: latest position
        17 place
          16 area: latest reference(16) key
          17 name: latest text key
          18 shown_name: latest text
          19 position: latest position
          20 concerns: union choice
            1 open_drug_scene
            2 drug_dealing
            3 youth_disorder
            4 disorder
            5 unauthorised_settlement
            6 dumping
            7 violence
            8 feeling_unsafe
            9 unsafe_traffic
            10 other
          21 land: latest choice
            1 municipal
            2 private
            3 public_transport
            4 mixed
            5 unknown
          22 priority: latest choice
            1 low
            2 medium
            3 high
          23 cause_analysis: latest text
          24 permits: union choice
            1 guards_permitted
            2 guards_applied_for
            3 stay_ban
            4 camera_surveillance
            5 alcohol_ban
        18 walk
          16 type: latest choice required
            1 safety_walk
            2 settlement_round
            3 dumping_round
            4 dialogue
            5 patrol
          17 title: latest text
          18 area: latest reference(16)
          19 place: latest reference(17)
          20 started_at: latest instant
          21 ended_at: latest instant
          22 participants: latest integer
          23 organisations: union text
          24 notes: latest text
        19 observation
          16 walk: latest reference(18)
          17 category: latest choice required
            1 lighting
            2 vegetation_or_visibility
            3 litter
            4 graffiti
            5 vandalism
            6 noise
            7 alcohol_where_forbidden
            8 group_disorder
            9 youth_gathering
            10 open_drug_dealing
            11 dumping
            12 abandoned_vehicle
            13 unsafe_traffic
            14 feeling_unsafe
            15 extremist_sign
            16 threat
            17 violence
            18 robbery
            19 weapon_found
            20 fire_or_arson
            21 shooting
            22 explosion
            23 other
          18 gravity: highest(1<2<3<4) choice
            1 mild
            2 worrying
            3 serious
            4 critical
          19 area: latest reference(16)
          20 place: latest reference(17)
          21 position: latest position
          22 observed_at: latest instant required
          23 description: latest text
          24 measures: union text
          25 responsible: latest text
          26 status: decide choice
            1 open
            2 reported
            3 in_progress
            4 remedied
            5 no_action
          27 tags: union text
          28 photos: union photo
        20 incident
          16 area: latest reference(16) required
          17 place: latest reference(17)
          18 position: latest position
          19 occurred_at: latest instant required
          20 category: latest choice required
            1 lighting
            2 vegetation_or_visibility
            3 litter
            4 graffiti
            5 vandalism
            6 noise
            7 alcohol_where_forbidden
            8 group_disorder
            9 youth_gathering
            10 open_drug_dealing
            11 dumping
            12 abandoned_vehicle
            13 unsafe_traffic
            14 feeling_unsafe
            15 extremist_sign
            16 threat
            17 violence
            18 robbery
            19 weapon_found
            20 fire_or_arson
            21 shooting
            22 explosion
            23 other
          21 gravity: highest(1<2<3<4) choice
            1 mild
            2 worrying
            3 serious
            4 critical
          22 reported_by: latest choice
            1 police
            2 guard
            3 school
            4 property_owner
            5 resident
            6 staff
          23 description: latest text
        21 settlement
          16 place: latest reference(17)
          17 area: latest reference(16)
          18 position: latest position
          19 land: latest choice
            1 municipal
            2 private
            3 public_transport
            4 mixed
            5 unknown
          20 landowner: latest text
          21 first_seen_on: latest date
          22 status: decide choice
            1 suspected
            2 confirmed
            3 notice_given
            4 removed
            5 cleaned
            6 returned
        22 settlement_check
          16 settlement: latest reference(21) required
          17 checked_at: latest instant required
          18 shelters: highest integer
          19 persons_estimate: latest integer
          20 fire_risk: highest(1<2<3<4) choice
            1 low
            2 moderate
            3 high
            4 acute
          21 waste_m3: latest decimal2
          22 action_taken: latest text
          23 police_present: latest bool
          24 notes: latest text
        23 cleanup
          16 settlement: latest reference(21)
          17 place: latest reference(17)
          18 cleaned_on: latest date required
          19 cost_sek: latest decimal2
          20 volume_m3: latest decimal2
          21 contractor: latest text
          22 paid_by: latest text
        24 weekly_assessment
          16 area: latest reference(16) key
          17 iso_year: latest integer key
          18 iso_week: latest integer key
          19 proposed_level: latest integer
          20 justification: latest text
          21 organisations: union text
          520 level: decide integer
          521 state: latest choice
            1 draft
            2 decided
        25 action
          16 priority_area: latest choice
            1 youth_at_risk
            2 unsafe_places
            3 system_threatening_crime
            4 vulnerable_victims
            5 criminal_lifestyles
          17 place: latest reference(17)
          18 area: latest reference(16)
          19 title: latest text required
          20 responsible: latest text
          21 due_on: latest date
          22 status: decide choice
            1 planned
            2 ongoing
            3 done
            4 cancelled
          23 indicator: latest text
          24 follow_up: latest text
          25 observations: union reference(19)
        26 area_priority
          16 area: latest reference(16) key
          17 priority_area: latest choice key
            1 youth_at_risk
            2 unsafe_places
            3 system_threatening_crime
            4 vulnerable_victims
            5 criminal_lifestyles
          18 year: latest integer key
          19 needs_action: decide bool
          20 comment: latest text
          21 goal: latest text
        27 survey
          16 title: latest text required
          17 occasion: latest choice
            1 walk
            2 dialogue
            3 summer_square
          18 opened_on: latest date
          19 closed_on: latest date
        28 survey_response
          16 survey: latest reference(27) required
          17 answered_on: latest date required
          18 area: latest reference(16)
          19 age_band: latest choice
            1 under_16
            2 from_16_to_24
            3 from_25_to_44
            4 from_45_to_64
            5 from_65_to_79
            6 from_80
          20 gender: latest choice
            1 woman
            2 man
            3 other
            4 not_stated
          21 feels_safe: latest integer
          22 avoids: union reference(17)
          23 afraid_of: union choice
            1 robbery
            2 assault
            3 sexual_offence
            4 threat
            5 shooting
            6 explosion
            7 theft
            8 drug_dealing
            9 drunk_people
            10 youth_groups
            11 traffic
            12 other
          24 comment: latest text
        29 unlawful_influence
          16 form: latest choice required
            1 verbal
            2 written
            3 implied
          17 unit: latest text
          18 occurred_on: latest date required
          19 reported_to_police: latest bool
          20 description: latest text
        30 statistic
          16 series: latest text key
          17 subject: latest text key
          18 period: latest text key
          19 source: latest text key
          20 reference_subject: latest text
          21 value: decide decimal3 required
          22 unit: latest text
          23 retrieved_on: latest date
          24 counted_as: latest text
          25 group: latest text
          26 is_total: latest bool
        31 question
          16 record: latest anyRecord required
          17 text: latest text required
          18 answer: latest text
        32 link
          16 records: union anyRecord required
          17 shown: latest anyRecord
        """
}
