extension SyncMachine {
    /// What to do next.
    public enum Action: Hashable, Sendable {
        /// Prove membership, with the nonce of a 401 answer, for a token.
        case openSession(nonce: [UInt8])
        /// Ask for the signed head, and follow its generation: the device knows no numbering yet, or is a
        /// member no more and cannot pull.
        case learnHead
        /// Ask for what came after a position. With `own`, the device's own logs too: it lacks some of them.
        case pull(from: StreamPosition, own: Bool, batch: Int)
        /// Show the server the last head that it signed for this device: its history does not have the
        /// device's place.
        case showHead
        case seal
        /// Send at most so many segments.
        case push(PushSource, segments: Int)
        /// Compare the state with the server's.
        case compare(SpaceHead)
        /// Bring the photos that the server lacks and this device holds.
        case bringBlobs
        case pause(Duration)
        /// The sync is over; see ``SyncMachine/problems``.
        case finish
    }

    /// Which segments a push takes.
    public enum PushSource: Hashable, Sendable {
        /// Own segments without a receipt.
        case own
        /// Segments of any log that the server lacks.
        case missing
    }

    /// What came of the action.
    public enum Outcome: Hashable, Sendable {
        case sessionOpened
        case learned(SpaceHead)
        /// What the server says of its history now; `nil` if there was no head to show.
        case shown(SpaceHead?)
        case pulled(upTo: StreamPosition, end: PullEnd)
        case sealed
        case pushed(PushResult)
        case compared(Comparison)
        case broughtBlobs(BlobResult)
        case paused
        /// The action failed as a whole.
        case failed(Failure)
    }

    /// How a pull ended.
    public enum PullEnd: Hashable, Sendable {
        /// The stream ended with the server's signed head.
        case head(SpaceHead)
        /// A segment of the device's own log passed by that it does not hold.
        case unknownOwnSegment
        case failed(Failure)
    }

    /// What one push request came to.
    public struct PushResult: Hashable, Sendable {
        /// Segments that the server answered for.
        public var answered = 0
        /// Of those, the ones with a verified receipt.
        public var receipted = 0
        public var gaps = 0
        /// Whether nothing was left to send.
        public var isExhausted = false
        public var failure: Failure?

        public init() {}
    }

    /// What bringing photos came to.
    public struct BlobResult: Hashable, Sendable {
        /// Photos that the server took.
        public var brought = 0
        /// What kept the rest from it; `nil` if the server now has all that this device holds.
        public var failure: Failure?

        public init() {}
    }

    /// What comparing the states showed.
    public enum Comparison: Hashable, Sendable {
        /// The states are equal, or one side has something new, so that they cannot be compared.
        case settled
        case digestsDiffer(held: StateDigest, server: StateDigest)
        /// The server numbered more in the meantime.
        case serverHasMore
        /// The device holds segments that the server lacks.
        case serverLacks
        /// The server holds segments that the device has passed by without storing them: they were damaged
        /// on their way.
        case deviceLacks
    }

    /// Why an action failed, as far as it decides how to go on.
    public enum Failure: Error, Hashable, Sendable {
        /// May go away by itself.
        case passing(SyncProblem, retryAfter: Duration? = nil)
        /// A 401 answer. `nonce` is `nil` if it brought none.
        case unauthorised(nonce: [UInt8]?)
        /// The server's numbering does not contain the position; here is its signed head.
        case historyDiffers(SpaceHead)
        case final(SyncProblem)
        case cancelled
    }
}
