import Foundation
import GRDB
import Subprocess
import SyncCore
import TestSupport
import Testing

/// Two laptops and a server as built programs, any of which is killed at random moments, and what each
/// command that ended well had promised.
struct KilledFleet {
    /// A record that a command was given, and whether the command ended well.
    private struct Promise {
        let id: String
        /// What its first change says, and those of the edits that ended well.
        var texts: [String]
        let laptop: Int
        /// A photo that came with it.
        var photo: KilledPhoto?
    }

    let server: KeptServer
    let laptops: [KilledLaptop]

    private var generator: SeededGenerator
    /// Writes and names on forgetful disks that power cuts took back.
    private(set) var takenBack = 0
    private var count = 0
    private var promises: [Promise] = []
    /// Batches whose command was killed: all of one is there, or nothing of it.
    private var unsure: [[String]] = []
    /// How long a command runs when nobody kills it.
    private var usual: Duration = .milliseconds(300)

    init(server: KeptServer, laptops: [KilledLaptop], seed: UInt64) {
        self.server = server
        self.laptops = laptops
        generator = SeededGenerator(seed: seed)
    }

    // MARK: Enrolling

    /// Enrols each laptop; the command is killed a few times first, and the code stays the same.
    mutating func enrol(at address: String) async throws {
        for (number, laptop) in laptops.enumerated() {
            let invitation = try await server.command(
                "invite",
                "--pseudonym",
                "falk-0\(number)",
                "--space",
                "hv-shared",
                "--role",
                "reviewer",
                "--url",
                address
            )
            let code = try #require(invitation.output.firstMatch(of: /([0-9A-Z]{4}-){7}[0-9A-Z]{4}/))
            let input = String(code.output.0) + "\n"
            for _ in 0..<2 {
                let delay = usual * Double.random(in: 0...1.2, using: &generator)
                _ = try await laptop.command(["enroll", address], input: input, killedAfter: delay)
            }
            let start = ContinuousClock.now
            let run = try await laptop.command(["enroll", address], input: input)
            usual = ContinuousClock.now - start
            try #require(run.status == 0, "\(run.errors)")
        }
    }

    // MARK: Working

    /// One command, and a random other one that is killed at a random moment.
    mutating func killField() async throws {
        try await work(on: laptops.indices.randomElement(using: &generator) ?? 0, isKilled: false)
        try await work(on: laptops.indices.randomElement(using: &generator) ?? 0, isKilled: true)
    }

    /// Both laptops sync something new while the server is killed, and started again.
    mutating func endServer(_ end: (KeptServer) -> Void) async throws {
        for laptop in laptops.indices { try await recordBatch(on: laptop, isKilled: false) }
        let delay = usual * Double.random(in: 0...1.5, using: &generator)
        let server = server
        async let first = laptops[0].command(["sync"])
        async let second = laptops[1].command(["sync"])
        try await Task.sleep(for: delay)
        end(server)
        try await server.ready()
        // Whether they got over it is their own affair; that they end is not.
        _ = try await (first, second)
    }

    private mutating func work(on laptop: Int, isKilled: Bool) async throws {
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: try await recordBatch(on: laptop, isKilled: isKilled)
        case 1: try await edit(on: laptop, isKilled: isKilled)
        case 2: try await observe(on: laptop, isKilled: isKilled)
        default: _ = try await run(["sync"], on: laptop, isKilled: isKilled)
        }
    }

    private mutating func recordBatch(on laptop: Int, isKilled: Bool) async throws {
        var batch: [(id: String, text: String)] = []
        for _ in 0..<Int.random(in: 5...25, using: &generator) {
            let id = RecordID.random(using: &generator)
            batch.append((id.uuidString, nextText()))
        }
        let photo = try KilledPhoto(beside: laptops[laptop].home, using: &generator)
        let lines = batch.enumerated().map { index, line in
            let photos = index == 0 ? #","photos":[{"file":"\#(photo.path)","caption":"Uppgång"}]"# : ""
            return #"{"id":"\#(line.id)","kind":"observation","fields":{"category":"lighting","#
                + #""description":"\#(line.text)","observed_at":"2024-11-13T17:25:00+01:00"\#(photos)}}"#
        }
        let isDone = try await run(
            ["record", "--from", "-"],
            on: laptop,
            input: lines.joined(separator: "\n") + "\n",
            isKilled: isKilled
        )
        if isDone {
            let first = promises.count
            promises += batch.map { Promise(id: $0.id, texts: [$0.text], laptop: laptop) }
            promises[first].photo = photo
        } else {
            unsure.append(batch.map(\.id))
        }
    }

    private mutating func observe(on laptop: Int, isKilled: Bool) async throws {
        let text = nextText()
        guard !isKilled else {
            _ = try await run(["observe", "lighting", text], on: laptop, isKilled: true)
            return
        }
        let run = try await laptops[laptop].command(["observe", "lighting", text, "--json"])
        try #require(run.status == 0, "\(run.errors)")
        try cutPower(of: laptop)
        let id = try #require(try run.jsonLines.first?["id"] as? String)
        promises.append(Promise(id: id, texts: [text], laptop: laptop))
    }

    private mutating func edit(on laptop: Int, isKilled: Bool) async throws {
        let own = promises.indices.filter { promises[$0].laptop == laptop }
        guard let index = own.randomElement(using: &generator) else {
            return try await recordBatch(on: laptop, isKilled: isKilled)
        }
        let text = nextText()
        let command = ["edit", promises[index].id, "description=\(text)"]
        if try await run(command, on: laptop, isKilled: isKilled) { promises[index].texts.append(text) }
    }

    /// - Returns: whether the command ended well; one that is not killed must.
    private mutating func run(
        _ arguments: [String],
        on laptop: Int,
        input: String = "",
        isKilled: Bool
    ) async throws -> Bool {
        if isKilled {
            let delay = usual * Double.random(in: 0...1.2, using: &generator)
            let isDone = try await laptops[laptop].command(arguments, input: input, killedAfter: delay)
            try cutPower(of: laptop)
            return isDone
        }
        let start = ContinuousClock.now
        let run = try await laptops[laptop].command(arguments, input: input)
        usual = ContinuousClock.now - start
        try #require(run.status == 0, "\(arguments): \(run.errors)")
        try cutPower(of: laptop)
        return true
    }

    /// Where a laptop lies on a forgetful disk: what a command accepted must be durable when it has ended.
    private mutating func cutPower(of laptop: Int) throws {
        takenBack += try laptops[laptop].disk?.cutPower(&generator) ?? 0
    }

    private mutating func nextText() -> String {
        count += 1
        return "Lampa \(count) släckt"
    }

    // MARK: What must hold

    /// Photos that are read from both laptops in the end, which takes a program each time.
    private static let photosLookedAt = 8

    /// Syncs until everyone has everything, then looks at all that was promised.
    mutating func expectPromisesKept() async throws {
        for laptop in [0, 1, 0] { _ = try await run(["sync"], on: laptop, isKilled: false) }
        let space = try #require(try await server.command("space", "list", "--json").jsonLines.first)
        for laptop in laptops {
            let status = try #require(try await laptop.lines("status").first)
            #expect(status["state_digest"] as? String == space["state_digest"] as? String)
            #expect(status["unsent_changes"] as? Int == 0)
            #expect(status["unsent_photos"] as? Int == 0)
            #expect(status["forked_logs"] as? Int == 0)
            let doctor = try await laptop.command(["doctor", "--rebuild"])
            #expect(doctor.status == 0, "\(doctor.output) \(doctor.errors)")
            try await expectRecords(on: laptop)
        }
        for promise in promises.filter({ $0.photo != nil }).prefix(Self.photosLookedAt) {
            guard let photo = promise.photo else { continue }
            try await photo.expectEverywhere(of: promise.id, from: laptops[promise.laptop], laptops)
        }
    }

    private func expectRecords(on laptop: KilledLaptop) async throws {
        var listed: [String: String] = [:]
        let records = try await laptop.lines("list", "observation", "--limit", "1000")
        for record in records {
            let id = try #require(record["id"] as? String)
            #expect(listed[id] == nil, "\(id) is listed twice")
            listed[id] = (record["fields"] as? [String: Any])?["description"] as? String ?? ""
        }
        #expect(Set(listed.values).count == records.count, "two records say the same")
        for batch in unsure {
            let there = batch.count { listed[$0] != nil }
            #expect(there == 0 || there == batch.count, "\(there) of a batch of \(batch.count)")
        }
        for promise in promises {
            let shown = listed[promise.id]
            try #require(shown != nil, "\(promise.texts) was lost")
            if promise.texts.count == 1, shown == promise.texts[0] { continue }
            let history = try await laptop.lines("show", promise.id, "--history")
            let written = history.flatMap(Self.descriptions)
            for text in promise.texts {
                #expect(written.count { $0 == text } == 1, "\(text) in \(written)")
            }
        }
    }

    private static func descriptions(in entry: [String: Any]) -> [String] {
        let writes = entry["writes"] as? [[String: Any]] ?? []
        return writes.filter { $0["field"] as? String == "description" }
            .flatMap { $0["values"] as? [[String: Any]] ?? [] }
            .compactMap { $0["value"] as? String }
    }
}

// MARK: Receipts

extension KilledFleet {
    /// Every receipt that a laptop holds is the server's, for a segment that the server holds in that place.
    func expectReceiptsHold() throws {
        let keyFile = try String(contentsOfFile: server.folder + "/keys/server.key", encoding: .utf8)
        let secret = try #require(
            [UInt8](hexadecimal: keyFile.trimmingCharacters(in: .whitespacesAndNewlines))
        )
        let key = try #require(SigningKey(bytes: secret)).publicKey
        let numbering = try Self.numbering(of: server.folder + "/faltbild.sqlite")
        for laptop in laptops {
            let receipts = try DatabaseQueue(path: laptop.home + "/store.sqlite").read { database in
                try Data.fetchAll(database, sql: "SELECT receipt FROM segment WHERE receipt IS NOT NULL")
            }
            #expect(!receipts.isEmpty)
            for bytes in receipts {
                let receipt = try SignedReceipt(decoding: bytes)
                try receipt.verify(signedBy: [key], space: receipt.space, segment: receipt.segment)
                let place = Place(segment: receipt.segment.bytes, position: receipt.stream.position)
                #expect(numbering[place] == receipt.stream.chain.bytes, "\(receipt.stream)")
            }
        }
    }

    private struct Place: Hashable {
        let segment: [UInt8]
        let position: UInt64
    }

    /// The server's chain by segment and position, each segment once.
    private static func numbering(of path: String) throws -> [Place: [UInt8]] {
        let rows = try DatabaseQueue(path: path).read { database in
            try Row.fetchAll(
                database,
                sql: """
                    SELECT segment.id, numbering.position, numbering.chain
                    FROM numbering JOIN segment ON segment.key = numbering.segment
                    """
            )
        }
        var places: [Place: [UInt8]] = [:]
        for row in rows {
            let id: Data = row[0]
            let position: Int64 = row[1]
            let chain: Data = row[2]
            places[Place(segment: Array(id), position: UInt64(position))] = Array(chain)
        }
        #expect(Set(places.keys.map(\.segment)).count == places.count, "a segment is numbered twice")
        return places
    }
}
