import FieldModel
import Situation
import SyncCore
import Testing

/// Which records may tell of the same thing.
@Suite struct DuplicateSuggestionsTests {
    private static func event(
        _ number: UInt64,
        east metres: Double = 0,
        minutes: Int64 = 0,
        _ category: FieldModel.Category = .lighting,
        text: String = "",
        walk: RecordID? = nil,
        isPlaced: Bool = true
    ) -> RecordView {
        let time = Instant(
            milliseconds: SituationSample.wednesday.milliseconds + minutes * 60_000,
            offsetMinutes: 60
        )
        // At 60° north a degree of longitude is half a degree of latitude.
        let longitude = 18 + metres / (Position.metresPerDegree / 2)
        var edits: [FieldEdit] = [
            .set(Observation.category, category), .set(Observation.observedAt, time),
            .set(Observation.area, SituationSample.area),
        ]
        if !text.isEmpty { edits.append(.set(Observation.description, text)) }
        if let walk { edits.append(.set(Observation.walk, walk)) }
        if isPlaced, let position = Position(latitude: 60, longitude: longitude) {
            edits.append(.set(Observation.position, position))
        }
        return SituationSample.record(.observation, number, edits)
    }

    private static func pairs(_ records: [RecordView]) -> [DuplicateSuggestions.Pair] {
        DuplicateSuggestions(in: Snapshot(records)).pairs
    }

    @Test func `near in kind, ground and time is suggested, whatever side of a square or a day it lies on`() {
        for start in stride(from: -600.0, through: 600, by: 37) {
            for minutes in [Int64(0), 720, 1_439, 1_440] {
                let found = Self.pairs([
                    Self.event(1, east: start, minutes: 600),
                    Self.event(2, east: start + 149, minutes: 600 + minutes),
                ])
                #expect(found.count == 1, "\(start) m, \(minutes) min")
            }
        }
    }

    @Test func `far in kind, ground or time is not`() {
        let event = Self.event(1)
        #expect(Self.pairs([event, Self.event(2, east: 152)]).isEmpty)
        #expect(Self.pairs([event, Self.event(2, minutes: 1_441)]).isEmpty)
        #expect(Self.pairs([event, Self.event(2, .litter)]).isEmpty)
    }

    @Test func `one walk does not report a thing twice, two walks may`() {
        let walk = RecordID(high: 1, low: 1)
        let other = RecordID(high: 1, low: 2)
        #expect(Self.pairs([Self.event(1, walk: walk), Self.event(2, walk: walk)]).isEmpty)
        #expect(Self.pairs([Self.event(1, walk: walk), Self.event(2, walk: other)]).count == 1)
    }

    @Test func `without positions words must agree`() {
        let first = Self.event(1, text: "Trasig lampa vid torget", isPlaced: false)
        let alike = Self.event(2, text: "trasig lampa torget", isPlaced: false)
        let other = Self.event(3, text: "Mörkt på skolgården", isPlaced: false)
        let found = Self.pairs([first, alike, other])
        #expect(found.map(\.second) == [alike.key] && found.first?.metres == nil)
        #expect(Self.pairs([Self.event(4, text: "Trasig lampa vid torget"), alike]).count == 1)
    }

    @Test func `the most alike comes first, and what people have decided is left out`() {
        let records = [
            Self.event(1, text: "trasig lampa"), Self.event(2, east: 100, minutes: 300),
            Self.event(3, east: 5, minutes: 5, text: "trasig lampa"),
        ]
        let found = Self.pairs(records)
        #expect(found.count == 3)
        #expect(found.first?.first == records[0].key && found.first?.second == records[2].key)
        #expect(zip(found, found.dropFirst()).allSatisfy { $0.likeness >= $1.likeness })
        #expect(found.allSatisfy { (0...1).contains($0.likeness) })
        for edits in [[FieldEdit](), [.withdraw]] {
            let references = [records[0], records[2]].map { RecordReference($0.key).fieldValue }
            let link = SituationSample.record(.link, 9, [.add(Link.records.number, references)], edits)
            let rest = Self.pairs(records + [link])
            #expect(rest.count == 2 && !rest.contains(found[0]))
        }
    }

    @Test func `the order of the records does not matter`() {
        let records = (0..<25).map { number in
            Self.event(number, east: Double(number * 31 % 400), minutes: Int64(number * 97 % 2_000))
        }
        let found = Self.pairs(records)
        #expect(!found.isEmpty && Self.pairs(records.reversed()) == found)
        // As found by comparing each with each.
        var count = 0
        for (index, record) in records.enumerated() {
            for other in records[(index + 1)...] { count += Self.pairs([record, other]).count }
        }
        #expect(found.count == count)
    }
}
