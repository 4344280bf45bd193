import Foundation
import TestSupport
import Testing

@testable import SyncCore

/// The reader in Examples/python-client, which was written from Documentation/Protocol.md.
struct BundleSecondReaderTests {
    private static let script = ExampleFiles.folder.deletingLastPathComponent()
        .appending(path: "python-client/bundle.py").path

    @Test(arguments: [true, false])
    func `another program reads a bundle from the documentation alone, and comes to the same state`(
        isLocked: Bool
    ) async throws {
        let bench = try BundleBench(seed: 111)
        let laptop = try bench.laptop("Björk")
        try laptop.replica.ingest(bench.controlLog().allSegments(of: laptop.space), of: laptop.space)
        var generator = SeededGenerator(seed: 112)
        for number in 1...90 as ClosedRange<UInt64> {
            let words = (0..<400).map { _ in String(generator.next(), radix: 36) }
            try laptop.write(words.joined(separator: " "), of: number)
            if number.isMultiple(of: 4) { try laptop.seal() }
        }
        let path = bench.path("a.bundle")
        try await laptop.engine.export(
            [laptop.space],
            to: path,
            passphrase: isLocked ? try BundlePassphrase("fyra björkar") : nil
        )
        #expect(try path.fileBytes.count > 2 * BundleChunk.sealedBytes)
        let key = bench.space.serverKey.publicKey.bytes.hexadecimal
        // Composed in another way than it was given to the writer.
        let run = try await runPython([Self.script, path, key], input: "fyra bjo\u{308}rkar\n")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("\"digest\": \"\(try laptop.digest())\""), "\(run.output)")
        let wrong = try await runPython([Self.script, path, key], input: "fem björkar\n")
        #expect((wrong.status == 1) == isLocked)
    }
}
