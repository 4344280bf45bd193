/// What one exchange of a space in a shared folder did.
public struct PeerReport: Hashable, Sendable {
    /// A bundle that was not read to its end; the others were.
    public struct Fault: Hashable, Sendable {
        /// The file's name.
        public let bundle: String
        public let error: BundleError
    }

    /// What came in from other laptops.
    public var received: BundleReport.Space
    /// Bundles that were read.
    public var read = 0
    public var faults: [Fault] = []
    /// Segments that the folder lacked, and the changes in them.
    public var added = 0
    public var addedChanges = 0
    /// Segments that wait for one that no bundle holds.
    public var waiting = 0
    /// What to keep for the next exchange.
    public var memory: PeerMemory

    /// Whether this laptop and the folder now hold what the other has.
    public var isComplete: Bool { faults.isEmpty && waiting == 0 }
}
