import FieldModel
import Foundation
import SyncCore
import SyncServer
import TestSupport

/// A server without sockets that a member sends damaged bodies to.
final class FuzzedServer: Sendable {
    private let folder: TestFolder
    private let clock: TestSurroundings
    private let program: SocketlessServer
    private let commits: Task<Void, any Error>
    private let tokens = MemoryTokens()
    private let engine: SyncEngine
    private let space: SpaceID
    /// Sound bodies, by the names of the targets.
    private let seeds: [String: [[UInt8]]]

    /// Starts one in a folder of its own, and enrols a member.
    init() async throws {
        folder = try TestFolder()
        clock = TestSurroundings(seed: 12)
        var generator = SeededGenerator(seed: 12)
        let program = try SocketlessServer(
            DataFolder(folder.file("server")),
            key: try SigningKey.seeded(&generator),
            schema: FieldModel.schema,
            surroundings: clock.surroundings
        )
        self.program = program
        commits = Task { try await program.run() }
        space = try program.administration.addSpace("hv-shared")
        let invitation = try program.administration.invite(
            pseudonym: "falk-07",
            spaces: ["hv-shared"],
            rights: [.write, .review]
        )
        let transport = SocketlessTransport(to: program)
        let replica = try Replica(at: .memory, schema: FieldModel.schema, surroundings: clock.surroundings)
        let keys = MemoryKeys()
        let enrolment = Enrolment(
            replica: replica,
            keys: keys,
            surroundings: clock.surroundings,
            connect: { _ in transport }
        )
        _ = try await enrolment.enrol(with: invitation.code)
        engine = SyncEngine(
            replica: replica,
            keys: keys,
            transport: transport,
            tokens: tokens,
            surroundings: clock.surroundings,
            pause: { [clock] in clock.advance(by: $0.components.seconds * 1_000 + 1) }
        )
        seeds = try await FuzzedBodies(program, replica, keys, in: space, engine: engine).make()
    }

    deinit { commits.cancel() }

    var targets: [FuzzTarget] {
        let protobuf = "application/protobuf"
        let path = "/v1/spaces/\(space)"
        return [
            target("http-segments", path + "/segments", protobuf),
            target("http-evidence", path + "/evidence", protobuf),
            target("http-session", path + "/sessions", protobuf),
            target("http-redaction", path + "/redactions", "application/json"),
            target("http-enrolment", "/v1/enrolments", protobuf),
        ] + FuzzedPages(of: program, by: self, in: space, clock: clock).targets
    }

    private func target(_ name: String, _ path: String, _ type: String) -> FuzzTarget {
        FuzzTarget(name, seeds: seeds[name] ?? []) { try await self.send($0, to: path, type) }
    }

    /// - Throws: ``BrokenPromise`` if the server does not know what to say.
    private func send(_ body: [UInt8], to path: String, _ type: String) async throws {
        // So that no rate limit is in the way.
        clock.advance(by: 5_000)
        if tokens.token(for: space) == nil { _ = await engine.sync(space) }
        let token = tokens.token(for: space) ?? ""
        let fields = [HTTPField("Content-Type", type), HTTPField("Authorization", "Bearer \(token)")]
        let request = HTTPRequest(.post, path, fields: fields, body: .bytes(body))
        let (head, answer) = try await program.answer(request)
        guard head.status != 500 else { throw BrokenPromise("500 to \(path)") }
        if head.status == 401 { tokens.forget() }
        guard head.status == 200 else { throw try Problem(decoding: Data(answer), status: head.status) }
    }
}
