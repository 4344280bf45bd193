import Foundation
import TestSupport
import Testing

@testable import SyncCore

/// What is done to a bundle on its way: every cut, every changed byte, chunks out of order.
struct BundleDamageLawTests {
    private let bench: BundleBench
    private let laptop: BundleLaptop
    private let path: String
    private var locksmith: BundleLocksmith

    init() throws {
        bench = try BundleBench(seed: 91)
        laptop = try bench.laptop("Björk")
        path = bench.path("a.bundle")
        locksmith = BundleLocksmith(try .sample())
    }

    /// What a replica holds after it has taken in these bytes too, and why it did not come to the end.
    private mutating func take(
        _ bytes: [UInt8],
        into replica: Replica? = nil
    ) throws -> (segments: [Segment], fault: BundleError?) {
        try path.write(bytes)
        let replica = try replica ?? bench.space.replica()
        var fault: BundleError?
        do throws(BundleError) {
            var reader = try BundleReader(at: path, with: &locksmith)
            var intake = BundleIntake(into: replica, isNumbering: false)
            try intake.take(&reader) { _ in }
        } catch {
            fault = error
        }
        return (try replica.allSegments(of: bench.space.id), fault)
    }

    /// Three small segments in a bundle.
    private func smallBundle(isLocked: Bool) async throws -> [UInt8] {
        for number in 1...3 as ClosedRange<UInt64> {
            try laptop.write("ett \(number)", of: number)
            try laptop.seal()
        }
        try await laptop.engine.export(
            [laptop.space],
            to: path,
            replacing: true,
            passphrase: isLocked ? .sample() : nil
        )
        return try path.fileBytes
    }

    @Test(arguments: [true, false])
    mutating func `a bundle that is cut anywhere is found out, and gives nothing but what it held`(
        isLocked: Bool
    ) async throws {
        let bytes = try await smallBundle(isLocked: isLocked)
        let held = try laptop.segments()
        let replica = try bench.space.replica()
        for length in bytes.indices {
            let (segments, fault) = try take(Array(bytes.prefix(length)), into: replica)
            let allowed: [BundleError] = [.notABundle, .cut, .damaged]
            #expect(fault.map(allowed.contains) == true, "cut after \(length): \(String(describing: fault))")
            #expect(segments == Array(held.prefix(segments.count)), "cut after \(length)")
        }
        #expect(try take(bytes).segments == held)
        #expect(try take(bytes + [0]).fault == .damaged)
    }

    @Test mutating func `a plain bundle that is cut keeps the segments before the cut`() async throws {
        let bytes = try await smallBundle(isLocked: false)
        #expect(try take(Array(bytes.dropLast(10))).segments == laptop.segments())
        #expect(try take(Array(bytes.dropLast(10))).fault == .cut)
    }

    @Test(arguments: [true, false])
    mutating func `a byte that is changed anywhere is found out, and nothing wrong is stored`(
        isLocked: Bool
    ) async throws {
        let bytes = try await smallBundle(isLocked: isLocked)
        let held = try laptop.segments()
        var replicas = try held.indices.map { try replica(holding: held.prefix($0)) }
        var generator = SeededGenerator(seed: 92)
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 1 << UInt8.random(in: 0...7, using: &generator)
            let (segments, fault) = try read(changed)
            #expect(fault != nil, "byte \(index), seed 92")
            for (place, segment) in segments.enumerated() where segment != nil && segment != held[place] {
                guard let segment else { continue }
                switch try replicas[place].ingest([segment], of: bench.space.id).first {
                case .refused, .gap: continue
                default:
                    // Some bits of a zstd frame mean nothing: what is stored says the same.
                    #expect(segment.headerBytes == held[place].headerBytes, "byte \(index), seed 92")
                    #expect(segment.signature == held[place].signature, "byte \(index), seed 92")
                    #expect(try segment.leaves() == held[place].leaves(), "byte \(index), seed 92")
                    replicas[place] = try replica(holding: held.prefix(place))
                }
            }
        }
    }

    private func replica(holding segments: ArraySlice<Segment>) throws -> Replica {
        let replica = try bench.space.replica()
        try replica.ingest(Array(segments), of: bench.space.id)
        return replica
    }

    /// The segments of a bundle, `nil` for what is none, and why they end early.
    private mutating func read(_ bytes: [UInt8]) throws -> (segments: [Segment?], fault: BundleError?) {
        try path.write(bytes)
        var segments: [Segment?] = []
        do throws(BundleError) {
            var reader = try BundleReader(at: path, with: &locksmith)
            while true {
                switch try reader.next() {
                case .segment(let segment): segments.append(segment)
                case .unreadable: segments.append(nil)
                case .blob: continue
                case .manifest, .end: return (segments, nil)
                }
            }
        } catch {
            return (segments, error)
        }
    }

    // MARK: Chunks

    /// Content of several chunks, and where each is in the file.
    private func largeBundle() async throws -> (bytes: [UInt8], chunks: [Range<Int>]) {
        var generator = SeededGenerator(seed: 93)
        for number in 1...20 as ClosedRange<UInt64> {
            let text = (0..<600).map { _ in String(generator.next(), radix: 36) }.joined(separator: " ")
            try laptop.write(text + String(repeating: " x", count: 10), of: number)
            try laptop.write(text.reversed().map(String.init).joined(), of: number + 100)
            try laptop.seal()
        }
        try await laptop.engine.export([laptop.space], to: path, replacing: true, passphrase: .sample())
        let bytes = try path.fileBytes
        let starts = stride(from: BundlePrelude.lockedSize, to: bytes.count, by: BundleChunk.sealedBytes)
        return (bytes, starts.map { $0..<min($0 + BundleChunk.sealedBytes, bytes.count) })
    }

    @Test mutating func `chunks that are moved, repeated, left out or of another bundle do not open`()
        async throws
    {
        let (bytes, chunks) = try await largeBundle()
        try #require(chunks.count >= 3)
        let held = try laptop.segments()
        #expect(try take(bytes).segments == held)
        let prelude = Array(bytes[..<BundlePrelude.lockedSize])
        let parts = chunks.map { Array(bytes[$0]) }
        var moved = parts
        moved.swapAt(0, 1)
        var repeated = parts
        repeated.insert(parts[1], at: 1)
        var lacking = parts
        lacking.remove(at: 1)
        let spliced = Array(try await largeBundle().bytes[chunks[1]])
        var foreign = parts
        foreign[1] = spliced
        for (name, parts) in [
            ("moved", moved), ("repeated", repeated), ("lacking", lacking), ("foreign", foreign),
        ] {
            let (segments, fault) = try take(prelude + parts.flatMap { $0 })
            #expect(fault == .damaged, "\(name)")
            #expect(segments.count < held.count, "\(name)")
            #expect(segments == Array(held.prefix(segments.count)), "\(name)")
        }
    }

    @Test mutating func `a bundle that is cut between chunks says that it is cut, and keeps what was whole`()
        async throws
    {
        let (bytes, chunks) = try await largeBundle()
        let held = try laptop.segments()
        let (segments, fault) = try take(Array(bytes[..<chunks[1].upperBound]))
        #expect(fault == .cut)
        #expect(!segments.isEmpty)
        #expect(segments == Array(held.prefix(segments.count)))
    }

    @Test(arguments: [
        0, 1, BundleChunk.contentBytes - 1, BundleChunk.contentBytes, BundleChunk.contentBytes + 1,
        3 * BundleChunk.contentBytes,
    ])
    func `content of any size comes back out of its chunks`(size: Int) throws {
        var generator = SeededGenerator(seed: 94)
        var locksmith = BundleLocksmith(try .sample(), cost: BundleBench.cost)
        let key = try #require(try locksmith.newLock(using: &generator).key)
        let content = [7] + generator.bytes(size)
        var sealer = ChunkSealer(key)
        let middle = content.count / 2
        let sealed =
            sealer.seal(Array(content[..<middle])) + sealer.seal(Array(content[middle...])) + sealer.finish()
        var opener = ChunkOpener(key)
        var opened: [UInt8] = []
        for start in stride(from: 0, to: sealed.count, by: BundleChunk.sealedBytes) {
            let end = min(start + BundleChunk.sealedBytes, sealed.count)
            opened += try opener.open(Array(sealed[start..<end]), isLast: end == sealed.count)
        }
        #expect(opened == content)
    }
}
