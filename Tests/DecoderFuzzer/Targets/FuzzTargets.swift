import SyncCore

/// Every decoder of bytes from outside.
public enum FuzzTargets {
    /// Those that need nothing but their input, and a store and a server with theirs.
    ///
    /// - Throws: what only a mistake can cause.
    public static func all() async throws -> [FuzzTarget] {
        try logs + messages + documents + (await stores()) + (await FuzzedServer().targets)
    }

    /// What logs are made of.
    private static let logs = [
        FuzzTarget("segment") { bytes in
            let segment = try Segment(decoding: bytes)
            let leaves = try segment.leaves()
            for (number, leaf) in zip(segment.header.first..., leaves) {
                let change = try leaf.change(in: segment.header.log, number: number)
                let size = change.writes.reduce(0) { $0 + $1.contents.count + $1.superseded.count }
                guard size <= leaf.bytes.count else { throw BrokenPromise("more entries than bytes") }
            }
        },
        FuzzTarget("certificate") { bytes in
            let certificate = try Certificate(decoding: bytes)
            guard try Certificate(decoding: certificate.bytes) == certificate else {
                throw BrokenPromise("a certificate is another one after it was encoded")
            }
        },
        FuzzTarget("leaf") { bytes in
            let leaf = try Leaf(decoding: bytes)
            guard leaf.bytes == bytes, try leaf.redacted().hash == leaf.hash else {
                throw BrokenPromise("a leaf has two forms, or loses its hash with its values")
            }
        },
        FuzzTarget("value") { bytes in
            let value = try Value(canonicalBytes: bytes)
            guard value.canonicalBytes == bytes else { throw BrokenPromise("a value has two forms") }
        },
        FuzzTarget("state") { bytes in
            let state = try RecordState(storedBytes: bytes)
            guard try RecordState(storedBytes: state.storedBytes) == state else {
                throw BrokenPromise("a state is another one after it was stored")
            }
        },
    ]
}
