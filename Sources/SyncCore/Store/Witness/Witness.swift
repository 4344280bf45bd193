/// What a replica remembers beside its store of how far it had come: what tells an old copy of the store from
/// the store itself.
struct Witness: Hashable, Sendable {
    /// A place that was reached.
    enum Note: Hashable, Sendable {
        /// The last sealed segment of an own log.
        case log(LogID, last: UInt64, segment: SegmentID)
        /// A server's numbering.
        case numbering(SpaceID, StreamPosition)
    }

    private(set) var logs: [LogID: VersionVector.Head] = [:]
    private(set) var numberings: [SpaceID: StreamPosition] = [:]

    /// Takes a note, unless one that is further on is there: two programs may write theirs in either order.
    mutating func take(_ note: Note) {
        switch note {
        case .log(let log, let last, let segment):
            guard last >= logs[log]?.number ?? 0 else { return }
            logs[log] = VersionVector.Head(number: last, segment: segment)
        case .numbering(let space, let position):
            if let known = numberings[space], known.generation == position.generation,
                known.position > position.position
            {
                return
            }
            numberings[space] = position
        }
    }

    /// The notes that make it, in a fixed order.
    var notes: [Note] {
        logs.sorted { $0.key < $1.key }.map { .log($0.key, last: $0.value.number, segment: $0.value.segment) }
            + numberings.sorted { $0.key < $1.key }.map { .numbering($0.key, $0.value) }
    }
}

// MARK: Lines of a file

extension Witness.Note {
    /// `log LOG NUMBER SEGMENT CHECK` or `numbering SPACE GENERATION N H_N CHECK`, hexadecimal but for the
    /// numbers; the check is the first eight bytes of SHA-256 of what is before it.
    var line: String {
        let words: [String] =
            switch self {
            case .log(let log, let last, let segment): ["log", "\(log)", "\(last)", "\(segment)"]
            case .numbering(let space, let position):
                [
                    "numbering", "\(space)", "\(position.generation)", "\(position.position)",
                    "\(position.chain)",
                ]
            }
        let text = words.joined(separator: " ")
        return "\(text) \(Self.check(of: text))\n"
    }

    /// `nil` for a line that was not written to its end, or that this version does not know.
    init?(line: Substring) {
        guard let space = line.lastIndex(of: " ") else { return nil }
        guard line[line.index(after: space)...] == Self.check(of: String(line[..<space])) else { return nil }
        let words = line[..<space].split(separator: " ")
        switch words.first {
        case "log"?:
            guard words.count == 4, let log = LogID(String(words[1])), let last = UInt64(words[2]),
                let segment = SegmentID(hexadecimal: words[3])
            else { return nil }
            self = .log(log, last: last, segment: segment)
        case "numbering"?:
            guard words.count == 5, let space = SpaceID(String(words[1])),
                let generation = Generation(String(words[2])), let number = UInt64(words[3]),
                let chain = ChainHash(hexadecimal: words[4])
            else { return nil }
            let position = StreamPosition(generation: generation, position: number, chain: chain)
            self = .numbering(space, position)
        default: return nil
        }
    }

    private static func check(of text: String) -> String {
        Array(SegmentID(ofUntagged: Array(text.utf8)).bytes.prefix(8)).hexadecimal
    }
}

extension Digest {
    fileprivate init?(hexadecimal text: Substring) {
        guard let bytes = [UInt8](hexadecimal: String(text)) else { return nil }
        self.init(bytes: bytes)
    }
}
