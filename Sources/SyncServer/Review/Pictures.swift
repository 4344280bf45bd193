import SyncCore
import Synchronization

/// Keeps the newest picture of each space.
final class Pictures: Sendable {
    /// One space's, so that spaces do not wait for each other.
    private final class Place: Sendable {
        let newest = Mutex<Picture?>(nil)
    }

    private let replica: Replica
    private let places = Mutex<[SpaceID: Place]>([:])

    init(of replica: Replica) {
        self.replica = replica
    }

    /// The space as it is now.
    ///
    /// Complexity: O(1) while nothing changes; after a change, O(*n*) in the records, of which only the
    /// changed ones are decoded.
    ///
    /// - Throws: ``StoreError``
    func picture(of space: SpaceID) throws(StoreError) -> Picture {
        let place = places.withLock { places in
            if let place = places[space] { return place }
            let place = Place()
            places[space] = place
            return place
        }
        return try place.newest.withLock { newest throws(StoreError) in
            let view = try replica.view(of: space, after: newest?.view)
            if let picture = newest, picture.view.digest == view.digest { return picture }
            let picture = Picture(of: view, space: space)
            newest = picture
            return picture
        }
    }
}
