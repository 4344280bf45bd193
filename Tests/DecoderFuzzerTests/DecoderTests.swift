import DecoderFuzzer
import Testing

/// Bytes from outside are decoded, or refused with a typed error; a decoder that traps would end the tests.
@Suite(.serialized) struct DecoderTests {
    /// For each decoder; `make fuzz` tries more.
    private static let inputs: UInt64 = 400

    @Test func `what the corpus holds is decoded, and what was found once does no harm`() async throws {
        for target in try await FuzzTargets.all() {
            let inputs = try Corpus.inputs(of: target.name)
            #expect(!inputs.isEmpty || !target.seeds.isEmpty, "\(target.name)")
            for seed in target.seeds { #expect(try await target.run(seed) == .accepted, "\(target.name)") }
            for (name, bytes) in inputs {
                let verdict = try await target.run(bytes)
                if name.hasPrefix("sound") { #expect(verdict == .accepted, "\(target.name), \(name)") }
            }
        }
    }

    @Test(arguments: ["page-query", "feature-query", "page-form", "http-segments"])
    func `a decoder works by itself, as the command gives each a process`(name: String) async throws {
        let alone = try #require(try await FuzzTargets.all().first { $0.name == name })
        for seed in alone.seeds { #expect(try await alone.run(seed) == .accepted) }
    }

    @Test func `damaged bytes are refused in words, whoever sent them`() async throws {
        for target in try await FuzzTargets.all() {
            let count = try await Fuzzing(target).run(1..<Self.inputs + 1)
            #expect(count.refused > 0, "\(target.name)")
        }
    }
}
