import SyncCore

extension Administration {
    /// What a rebuild found in one space.
    public struct Rebuilt: Hashable, Sendable {
        public let space: String
        /// The state digest, hexadecimal, before and after.
        public let former: String
        public let rebuilt: String
        /// Records whose state was another one than their changes give.
        public let repairedRecords: Int
    }

    /// Makes all states anew from the logs, in one transaction.
    ///
    /// - Parameter progress: is told the share that is done, 0 … 1.
    /// - Returns: what changed, a space each, ascending by name.
    /// - Throws: ``ServerError``
    public func rebuild(progress: (Double) -> Void = { _ in }) throws(ServerError) -> [Rebuilt] {
        let names = Dictionary(uniqueKeysWithValues: try host.database.spaces().map { ($0.id, $0.name) })
        do throws(StoreError) {
            return try host.replica.rebuild(progress: progress).map { report in
                Rebuilt(
                    space: names[report.space] ?? report.space.description,
                    former: report.former.description,
                    rebuilt: report.rebuilt.description,
                    repairedRecords: report.repairedRecords
                )
            }
        } catch {
            throw .store(error)
        }
    }
}
