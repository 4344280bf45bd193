import FieldModel
import SyncCore

/// Observations of twelve fields, the same ones for the same seed.
///
/// They are as varied as field notes are: random ids, points and times; words, places and organisations from
/// a small world.
struct Observations {
    let edits: [RecordEdit]

    init(count: Int, seed: UInt64) {
        var generator = SplitMix64(state: seed)
        let walks = (0..<40).map { _ in RecordID.random(using: &generator) }
        let areas = (0..<9).map { _ in RecordID.random(using: &generator) }
        let places = (0..<60).map { _ in RecordID.random(using: &generator) }
        edits = (0..<count).map { index in
            var fields = [
                FieldEdit.set(Observation.walk, walks[Int.random(in: 0..<40, using: &generator)]),
                .set(Observation.area, areas[Int.random(in: 0..<9, using: &generator)]),
                .set(Observation.place, places[Int.random(in: 0..<60, using: &generator)]),
            ]
            fields += Self.findings(index, using: &generator)
            return RecordEdit(
                record: RecordKey(kind: .observation, id: .random(using: &generator)),
                edits: fields
            )
        }
    }

    private static func findings(_ index: Int, using generator: inout SplitMix64) -> [FieldEdit] {
        [
            .set(Observation.category, Category.allCases.randomElement(using: &generator) ?? .other),
            .set(Observation.gravity, Gravity.allCases.randomElement(using: &generator) ?? .mild),
            .set(
                Observation.position,
                Position(
                    latitudeUnits: 593_600_000 + Int64.random(in: 0..<250_000, using: &generator),
                    longitudeUnits: 178_200_000 + Int64.random(in: 0..<500_000, using: &generator),
                    accuracyMetres: Int64.random(in: 3..<30, using: &generator)
                )
            ),
            .set(
                Observation.observedAt,
                Instant(
                    milliseconds: 1_704_067_200_000 + Int64(index) * 60_000
                        + Int64.random(in: 0..<60_000, using: &generator),
                    offsetMinutes: 60
                )
            ),
            .set(Observation.description, description(using: &generator)),
            .add(Observation.measures, [measures.randomElement(using: &generator) ?? ""]),
            .set(Observation.responsible, organisations.randomElement(using: &generator) ?? ""),
            .set(Observation.status, ObservationStatus.allCases.randomElement(using: &generator) ?? .open),
            .add(Observation.tags, [tags.randomElement(using: &generator) ?? ""]),
        ]
    }

    private static func description(using generator: inout SplitMix64) -> String {
        let what = subjects.randomElement(using: &generator) ?? ""
        let place = spots.randomElement(using: &generator) ?? ""
        return "\(what) \(place), anmäld \(Int.random(in: 1...31, using: &generator))/11"
    }

    private static let subjects = [
        "Trasig belysning", "Klotter", "Skräp och däck", "Högljutt sällskap", "Krossat glas",
        "Skymd sikt av buskar", "Övergiven bil", "Byggavfall",
    ]
    private static let spots = [
        "vid tunnelbanans uppgång", "på gångvägen mot skolan", "bakom återvinningen", "i parken",
        "under viadukten", "vid lekplatsen", "på torget",
    ]
    private static let measures = ["felanmäld", "samtal", "städning beställd", "ingen åtgärd", "rondering"]
    private static let organisations = ["Trafikkontoret", "Stadsdelsförvaltningen", "SL", "Fastighetsägaren"]
    private static let tags = ["kväll", "vinter", "skolväg", "torg", "uppföljning"]
}

/// A small generator whose numbers follow from its seed.
///
/// Source: Steele, Lea, Flood, *Fast Splittable Pseudorandom Number Generators* (2014).
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
