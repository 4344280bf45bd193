import ArgumentParser
import DecoderFuzzer
import Foundation
import TestSupport

/// `decoder-fuzzer`: gives damaged inputs to every decoder, each in a process of its own.
@main
struct DecoderFuzzerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decoder-fuzzer",
        abstract: "Gives damaged inputs to every decoder of bytes from outside.",
        discussion: """
            Every input follows from its number. What ends a decoder's process, or breaks a promise, is kept \
            in the corpus, where the tests try it from then on.

            Example: decoder-fuzzer --inputs 100000 --first 1 --target bundle
            """
    )

    @Option(help: "Inputs for each decoder.")
    var inputs: UInt64 = 20_000

    @Option(help: "The number of the first input.")
    var first: UInt64 = 1

    @Option(help: "One decoder; all, unless it is given.")
    var target: String?

    @Flag(help: "Write the sound inputs of the corpus anew: after a change of the format.")
    var makeCorpus = false

    @Flag(help: .hidden)
    var inThisProcess = false

    @Option(help: .hidden)
    var note: String?

    func run() async throws {
        guard !makeCorpus else { return try await writeCorpus() }
        let targets = try await FuzzTargets.all().filter { target == nil || $0.name == target }
        guard !targets.isEmpty else { throw ValidationError("No decoder has this name.") }
        if inThisProcess, let decoder = targets.first { return try await fuzz(decoder) }
        var finds = 0
        for decoder in targets where try await !isSound(decoder) { finds += 1 }
        guard finds == 0 else { throw ExitCode.failure }
    }

    private func writeCorpus() async throws {
        for (target, inputs) in try await SoundInputs().make() {
            for (number, input) in inputs.enumerated() {
                let name = target.hasPrefix("http") ? "like" : "sound"
                try Corpus.keep(input, as: "\(name)-\(number + 1)", of: target)
            }
        }
    }

    /// Fuzzes a decoder in a process of its own, and keeps the input that ends it.
    private func isSound(_ decoder: FuzzTarget) async throws -> Bool {
        let note = NSTemporaryDirectory() + "decoder-fuzzer-" + UUID().uuidString
        defer { _ = try? FileManager.default.removeItem(atPath: note) }
        let arguments = [
            "--inputs", "\(inputs)", "--first", "\(first)", "--target", decoder.name, "--in-this-process",
            "--note", note,
        ]
        let run = try await runProgram(CommandLine.arguments[0], arguments)
        print(run.output, terminator: "")
        guard run.status != 0 else { return true }
        let number = (try? String(contentsOfFile: note, encoding: .utf8)).flatMap { UInt64($0) } ?? first
        let input = try Fuzzing(decoder).input(number)
        let path = try Corpus.keep(input, as: "found-\(number)", of: decoder.name)
        print("FOUND  \(decoder.name), input \(number), kept as \(path)\n\(run.errors.suffix(2_000))")
        return false
    }

    private func fuzz(_ decoder: FuzzTarget) async throws {
        let file = note.map { open($0, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600) } ?? -1
        let start = ContinuousClock.now
        let count = try await Fuzzing(decoder).run(first..<first + inputs) { number in
            // It outlives the process, and needs no flush to do so.
            let digits = Array("\(number)".utf8)
            _ = digits.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) }
        }
        let seconds = (ContinuousClock.now - start).components.seconds
        let verdicts = "\(count.accepted) taken, \(count.refused) refused"
        print("\(decoder.name): \(inputs) inputs, \(verdicts), \(seconds) s")
    }
}
