import Foundation

extension Position {
    /// Metres in a degree of latitude, on a sphere of the mean radius 6,371,008.8 m.
    ///
    /// Source: Moritz 2000, *Geodetic Reference System 1980*.
    public static let metresPerDegree = 111_195.08

    /// How far another position is, in metres.
    ///
    /// The ground is taken as flat, which within a district is off by less than a centimetre in a hundred
    /// metres.
    public func metres(to other: Position) -> Double {
        let north = (other.latitude - latitude) * Self.metresPerDegree
        let middle = (latitude + other.latitude) / 2 * .pi / 180
        let east = (other.longitude - longitude) * Self.metresPerDegree * cos(middle)
        return (north * north + east * east).squareRoot()
    }
}
