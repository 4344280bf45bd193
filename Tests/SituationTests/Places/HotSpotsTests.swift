import FieldModel
import Foundation
import Situation
import SyncCore
import Testing

/// Where events lie close together.
@Suite struct HotSpotsTests {
    /// Two clusters and some events far apart, from a seed.
    private static let events: [(key: RecordKey, position: Position)] = (0..<120).compactMap { number in
        let middle = number < 60 ? (59.367, 17.843) : number < 100 ? (59.361, 17.872) : (59.35, 17.81)
        let spread = number < 100 ? 0.002 : 0.05
        func offset(_ salt: Int) -> Double {
            (Double((number * 7_919 + salt * 104_729) % 1_000) / 500 - 1) * spread
        }
        let key = RecordKey(kind: .incident, id: RecordID(high: 5, low: UInt64(number)))
        return Position(latitude: middle.0 + offset(1), longitude: middle.1 + offset(2)).map { (key, $0) }
    }

    @Test func `densities are those that numpy works out, and every square holds enough events`() async throws
    {
        var parameters = HotSpots.Parameters(bandwidth: 150)
        parameters.fewest = 3
        let spots = HotSpots(of: Self.events, parameters)
        #expect(spots.squares.count > 10 && spots.bandwidth == 150)
        let input = try JSONSerialization.data(withJSONObject: [
            "events": Self.events.map { [$0.position.latitude, $0.position.longitude] },
            "bandwidth": 150,
            "middles": spots.squares.map { [($0.south + $0.north) / 2, ($0.west + $0.east) / 2] },
        ])
        let worked: [Double] = try await ReferenceTables.worked(
            "density",
            input: String(decoding: input, as: UTF8.self)
        )
        #expect(worked.count == spots.squares.count)
        for (square, density) in zip(spots.squares, worked) {
            #expect(abs(square.density - density) < density * 0.002, "\(square.density) \(density)")
            #expect(square.count >= 3)
        }
    }

    @Test func `the densest squares lie where the events do`() throws {
        let spots = HotSpots(of: Self.events, HotSpots.Parameters(bandwidth: 150))
        let densest = try #require(spots.squares.max { $0.density < $1.density })
        #expect(abs(densest.south - 59.367) < 0.003 && abs(densest.west - 17.843) < 0.005)
    }

    @Test func `what few events lie near is not shown, and no events give nothing`() {
        #expect(HotSpots(of: Array(Self.events.prefix(4))).squares.isEmpty)
        #expect(HotSpots(of: []).squares.isEmpty && HotSpots(of: []).bandwidth == nil)
        let one = Self.events[0]
        let same = (0..<5).map { number in
            (key: RecordKey(kind: .incident, id: RecordID(high: 6, low: number)), position: one.position)
        }
        let spots = HotSpots(of: same)
        #expect(spots.bandwidth == 50 && spots.squares.allSatisfy { $0.count == 5 } && !spots.squares.isEmpty)
    }

    @Test func `the order of the events is irrelevant, and without a bandwidth the rule gives one`() throws {
        let forth = HotSpots(of: Self.events)
        let back = HotSpots(of: Self.events.reversed())
        #expect(forth.squares == back.squares && forth.events == back.events)
        let bandwidth = try #require(forth.bandwidth)
        #expect((50...1_000).contains(bandwidth))
    }
}
