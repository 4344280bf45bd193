/// One bundle in a file, read from its beginning to its end.
struct BundleReader {
    let manifest: BundleManifest
    private let file: BundleSource
    private var decoder: BundleDecoder
    /// The bytes after those that the decoder has: it has to know which are the last.
    private var ahead: [UInt8]

    /// Opens a file and its lock, and reads the manifest.
    init(at path: String, with locksmith: inout BundleLocksmith) throws(BundleError) {
        file = try BundleSource(path)
        let prelude = try Self.prelude(of: file)
        decoder = BundleDecoder(prelude, key: try locksmith.key(for: prelude))
        ahead = try file.read(upTo: BundleChunk.sealedBytes)
        guard case .manifest(let manifest) = try Self.next(of: file, &decoder, &ahead) else { throw .damaged }
        self.manifest = manifest
    }

    /// Whether a bundle takes a passphrase.
    static func isLocked(_ path: String) throws(BundleError) -> Bool {
        try prelude(of: BundleSource(path)).lock != nil
    }

    /// The next part, until ``BundleDecoder/Part/end``.
    ///
    /// - Throws: ``BundleError/cut`` where the file ends and the bundle does not.
    mutating func next() throws(BundleError) -> BundleDecoder.Part {
        try Self.next(of: file, &decoder, &ahead)
    }

    private static func prelude(of file: BundleSource) throws(BundleError) -> BundlePrelude {
        let start = try file.read(upTo: BundlePrelude.plainSize)
        let rest = try BundlePrelude.size(of: start) - start.count
        return try BundlePrelude(decoding: start + (rest > 0 ? file.read(upTo: rest) : []))
    }

    private static func next(
        of file: BundleSource,
        _ decoder: inout BundleDecoder,
        _ ahead: inout [UInt8]
    ) throws(BundleError) -> BundleDecoder.Part {
        while true {
            if let part = try decoder.next() {
                guard part != .end || ahead.isEmpty else { throw .damaged }
                return part
            }
            guard !ahead.isEmpty else { throw .cut }
            let bytes = ahead
            ahead = try file.read(upTo: BundleChunk.sealedBytes)
            try decoder.append(bytes, isLast: ahead.isEmpty)
        }
    }
}
