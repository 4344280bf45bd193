import FoundationEssentials

extension VersionVector {
    package init(_ wire: [WireLogHeads]) throws(WireError) {
        var heads: [LogID: [Head]] = [:]
        for entry in wire {
            guard let log = LogID(bytes: entry.log), heads[log] == nil else { throw .malformed(.head) }
            var branches: [Head] = []
            for head in entry.heads {
                guard let segment = SegmentID(bytes: head.segment) else { throw .malformed(.head) }
                branches.append(Head(number: head.number, segment: segment))
            }
            heads[log] = branches
        }
        self.init(heads: heads)
    }

    /// Ascending by log.
    package var wire: [WireLogHeads] {
        heads.sorted { $0.key < $1.key }.map { log, heads in
            var wire = WireLogHeads()
            wire.log = Data(log.bytes)
            wire.heads = heads.map { head in
                var wire = WireLogHead()
                wire.number = head.number
                wire.segment = Data(head.segment.bytes)
                return wire
            }
            return wire
        }
    }
}
