public import FieldModel
import Foundation
public import SyncCore

/// Model 5: where events lie close together.
///
/// **Definition.** The ground is parted into squares; of each square near events the density of events at its
/// middle, in events a square kilometre, and how many events lie within one bandwidth of it. Squares around
/// which fewer than ``Parameters/fewest`` events lie are left out, so that nobody's single report is pointed
/// at.
///
/// **Formula**, with events at distances d metres and the bandwidth h:
///
///     density = Σ exp(-d² / 2h²) / 2πh²
///
/// over the events within 4h, beyond which the kernel holds 0.03 % of its mass. Where no bandwidth is given,
/// h = σ n^(-1/6), with σ² the mean of the variances north and east, at least 50 m and at most 1,000 m.
///
/// **Assumptions.** The ground is flat, which within a district is off by less than a centimetre in a hundred
/// metres. A position is as exact as its device; an event without one is not on the map. Where people walk
/// often, more is seen: a hot spot of observations is one of walks, too.
///
/// **Source.** B. W. Silverman, *Density estimation for statistics and data analysis* (1986), sections 4.2
/// and 4.3.2.
///
/// **Reference.** Densities worked out by numpy, in HotSpotsTests.
public struct HotSpots: Sendable {
    /// How it is drawn.
    public struct Parameters: Hashable, Sendable {
        /// Metres; `nil` for the rule.
        public var bandwidth: Double?
        public var fewest = 5

        public init(bandwidth: Double? = nil) {
            self.bandwidth = bandwidth
        }
    }

    /// A square of ground.
    public struct Square: Hashable, Sendable {
        /// Degrees, as the others.
        public let south: Double
        public let west: Double
        public let north: Double
        public let east: Double
        /// Events a square kilometre, at the middle.
        public let density: Double
        /// Events within one bandwidth of the middle.
        public let count: Int
    }

    public let parameters: Parameters
    /// Metres: the one that was given, or that the rule gave; `nil` for no events.
    public let bandwidth: Double?
    /// From south to north, then from west to east.
    public let squares: [Square]
    /// The events behind it, ascending.
    public let events: [RecordKey]

    /// Reads where events lie.
    ///
    /// Complexity: O(*n*) in the events; each is counted in about 80 squares.
    ///
    /// - Parameters:
    ///   - events: each with its position, in any order.
    ///   - parameters: how it is drawn.
    public init(of events: [(key: RecordKey, position: Position)], _ parameters: Parameters = Parameters()) {
        self.parameters = parameters
        let ordered = events.sorted { $0.key < $1.key }
        self.events = ordered.map(\.key)
        guard let ground = Ground(of: ordered.map(\.position)) else {
            bandwidth = nil
            squares = []
            return
        }
        let bandwidth = max(1, parameters.bandwidth ?? ground.bandwidth)
        self.bandwidth = bandwidth
        squares = ground.squares(bandwidth: bandwidth).filter { $0.count >= parameters.fewest }
            .sorted { ($0.south, $0.west) < ($1.south, $1.west) }
    }
}

/// Positions as metres north and east of their middle.
private struct Ground {
    private let latitude: Double
    private let longitude: Double
    private let metresPerDegreeEast: Double
    private let points: [(east: Double, north: Double)]

    /// `nil` for no positions.
    init?(of positions: [Position]) {
        guard let latitudes = Spread(of: positions.map(\.latitude)),
            let longitudes = Spread(of: positions.map(\.longitude))
        else { return nil }
        (latitude, longitude) = (latitudes.mean, longitudes.mean)
        let perDegree = Position.metresPerDegree * cos(latitude * .pi / 180)
        metresPerDegreeEast = perDegree
        points = positions.map { position in
            (
                east: (position.longitude - longitudes.mean) * perDegree,
                north: (position.latitude - latitudes.mean) * Position.metresPerDegree
            )
        }
    }

    /// By the rule.
    var bandwidth: Double {
        guard let east = Spread(of: points.map(\.east)), let north = Spread(of: points.map(\.north)) else {
            return 50
        }
        let sigma = ((east.deviation * east.deviation + north.deviation * north.deviation) / 2).squareRoot()
        return min(1_000, max(50, sigma * pow(Double(points.count), -1.0 / 6)))
    }

    private struct Place: Hashable {
        let column: Int
        let row: Int
    }

    /// As wide as the bandwidth.
    func squares(bandwidth: Double) -> [HotSpots.Square] {
        let reach = 4
        var held: [Place: (density: Double, count: Int)] = [:]
        let scale = 1e6 / (2 * Double.pi * bandwidth * bandwidth)
        for point in points {
            let column = Int((point.east / bandwidth).rounded(.down))
            let row = Int((point.north / bandwidth).rounded(.down))
            for place in (row - reach...row + reach).flatMap({ row in
                (column - reach...column + reach).map { Place(column: $0, row: row) }
            }) {
                let east = (Double(place.column) + 0.5) * bandwidth - point.east
                let north = (Double(place.row) + 0.5) * bandwidth - point.north
                let square = (east * east + north * north) / (bandwidth * bandwidth)
                guard square <= Double(reach * reach) else { continue }
                held[place, default: (0, 0)].density += scale * exp(-square / 2)
                if square <= 1 { held[place, default: (0, 0)].count += 1 }
            }
        }
        return held.map { square(at: $0, bandwidth, $1.density, $1.count) }
    }

    private func square(
        at place: Place,
        _ side: Double,
        _ density: Double,
        _ count: Int
    ) -> HotSpots.Square {
        func north(_ row: Int) -> Double { latitude + Double(row) * side / Position.metresPerDegree }
        func east(_ column: Int) -> Double { longitude + Double(column) * side / metresPerDegreeEast }
        return HotSpots.Square(
            south: north(place.row),
            west: east(place.column),
            north: north(place.row + 1),
            east: east(place.column + 1),
            density: density,
            count: count
        )
    }
}
