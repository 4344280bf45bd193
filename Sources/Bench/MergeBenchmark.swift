import FieldModel
import Foundation
import SyncCore

/// Merging segments into a store as a pull does, beside plain inserts of the same rows: speed, bytes and
/// disk.
struct MergeBenchmark {
    let folder: String
    let author: Author
    let observations: Observations

    private var count: Double { Double(observations.edits.count) }
    private var storePath: String { folder + "/merge.sqlite" }
    private var plainPath: String { folder + "/merge-plain.sqlite" }

    func run() throws -> [Result] {
        let rows = observations.edits.map { PlainRow($0) }
        let table = try PlainTable(at: plainPath)
        let inserting = try Stopwatch.seconds {
            for start in stride(from: 0, to: rows.count, by: 1_000) {
                try table.insert(Array(rows[start...].prefix(1_000)))
            }
        }
        let replica = try Replica(at: .file(storePath), schema: schema)
        try replica.addSpace(author.space, name: "hv-shared", trusting: [author.server.publicKey])
        let merging = try Stopwatch.seconds { try merge(into: replica) }
        var query = RecordQuery()
        query.text = "belysning"
        query.limit = 1
        let searching = try Stopwatch.seconds { _ = try replica.records(matching: query, in: author.space) }
        return [
            Result(
                name: "merge \(observations.edits.count) changes of 12 fields",
                measured: (count / merging).perSecond,
                floor: (count / inserting).perSecond + " plain inserts",
                figure: inserting / merging,
                target: .atLeast(0.5, unit: "x")
            ),
            Result(
                name: "full text and filters, after it",
                measured: String(format: "%.2f s", searching),
                floor: String(format: "%.2f s merging", merging),
                figure: searching / merging,
                target: nil
            ),
            wire(), try disk(replica, table),
        ]
    }

    private func merge(into replica: Replica) throws {
        let generation = Generation(high: 1, low: 1)
        var chain = ChainHash(seed: generation)
        var position: UInt64 = 0
        for start in stride(from: 0, to: author.segments.count, by: 10) {
            let segments = Array(author.segments[start...].prefix(10))
            for segment in segments {
                chain = chain.extended(by: segment.id)
                position += 1
            }
            let reached = StreamPosition(generation: generation, position: position, chain: chain)
            let batch = IncomingBatch(
                space: author.space,
                segments: segments,
                placement: .pulled(upTo: reached)
            )
            _ = try replica.ingest([batch])
        }
        let merged = try replica.stream(of: author.space)?.position
        precondition(merged == UInt64(author.segments.count), "every segment was merged")
    }

    /// Headers, signatures and compressed bodies, as they travel.
    private func wire() -> Result {
        let bytes = author.segments.reduce(0) {
            $0 + $1.headerBytes.count + $1.signature.count + $1.body.count
        }
        let each = Double(bytes) / count
        return Result(
            name: "bytes on the wire, an observation",
            measured: "\(Int(each.rounded()))",
            floor: "32 of id and salt",
            figure: each,
            target: .atMost(100, unit: "bytes")
        )
    }

    private func disk(_ replica: Replica, _ table: PlainTable) throws -> Result {
        try table.checkpoint()
        try PlainTable.checkpoint(storePath)
        let store = Self.size(of: storePath)
        let plain = Self.size(of: plainPath)
        return Result(
            name: "store on disk, full text included",
            measured: "\(store / 1_048_576) MiB",
            floor: "\(plain / 1_048_576) MiB plain table",
            figure: Double(store) / Double(plain),
            target: .atMost(3, unit: "x")
        )
    }

    /// The database with its write-ahead log.
    private static func size(of path: String) -> Int {
        [path, path + "-wal"].reduce(0) { sum, path in
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            return sum + ((attributes?[.size] as? Int) ?? 0)
        }
    }
}
