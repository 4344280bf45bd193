import Foundation
import SyncCore

/// Nothing of a space reaches a device that is not a member of it.
///
/// Every segment, head and receipt names its space, so the name is the canary.
enum CanaryStaysInside {
    static let sentence = "a canary stays in its space"

    /// Looks for spaces in bytes: as sixteen bytes, or as the digits of an address.
    static func check(_ bytes: [UInt8], from foreign: Set<SpaceID>) throws(Violation) {
        guard !foreign.isEmpty, !bytes.isEmpty else { return }
        let data = Data(bytes)
        for space in foreign.sorted() {
            for form in [Data(space.bytes), Data(space.description.utf8)]
            where data.range(of: form) != nil {
                throw Violation(of: sentence, "\(space) got out")
            }
        }
    }

    /// Looks for a word in everything that a replica shows.
    static func check(_ view: RecordView, doesNotHold canaries: [String], at place: String) throws(Violation)
    {
        for canary in canaries where "\(view)".contains(canary) {
            throw Violation(of: sentence, "\(place) shows \(canary)")
        }
    }
}
