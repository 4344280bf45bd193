import FieldModel
import SyncCore
import Terminal

/// Syncs the spaces of a home with their servers, one after another, and tells what came of it.
struct SyncDesk: Sendable {
    /// What came of one space.
    struct Outcome: Sendable {
        let space: String
        let report: SyncReport
    }

    private let home: Home
    /// Where each server is, as addresses that were read.
    private let servers: [(server: Enrolments.Server, address: ServerAddress)]
    /// The address to keep once the server there has proved itself by its key.
    private let moved: ServerAddress?
    private let replica: Replica
    private let texts: Texts
    private let isJSON: Bool
    private let console = Console.standard

    /// What the options name.
    ///
    /// - Parameters:
    ///   - options: the home, and the space if not all.
    ///   - address: where the server is now; it is kept once the server has proved itself by its key.
    ///   - opened: the home's store, if it is open already.
    /// - Throws: ``CommandError``, or what the store says.
    init(
        _ options: CommonOptions,
        movedTo address: ServerAddress? = nil,
        in opened: Replica? = nil
    ) throws {
        home = Home(options.home)
        let enrolments = try home.enrolments.read() ?? Enrolments()
        guard !enrolments.memberships.isEmpty else { throw CommandError.notEnrolled(home: home.path) }
        let chosen = try enrolments.chosen(options.space)
        guard address == nil || chosen.count == 1 else {
            throw CommandError.severalServers(chosen.map(\.address))
        }
        moved = address
        servers = try chosen.map { ($0, try address ?? ServerAddress($0.address)) }
        replica = try opened ?? Replica(at: .file(home.store), schema: schema)
        texts = options.texts
        isJSON = options.json
    }

    /// Ends early, with what was done, if the task is cancelled.
    func sync() async -> [Outcome] {
        var outcomes: [Outcome] = []
        for (server, address) in servers {
            let engine = engine(for: server, at: address)
            for membership in server.memberships {
                guard let space = membership.id else { continue }
                let progress = SyncProgressText(membership.name, texts, on: console)
                let report = await engine.sync(space) { progress.show($0) }
                progress.end()
                outcomes.append(Outcome(space: membership.name, report: report))
                if Task.isCancelled { return outcomes }
            }
        }
        return outcomes
    }

    /// Asks the server of a space for something that only it can do.
    ///
    /// - Parameters:
    ///   - name: what stands in the address after the space.
    ///   - body: JSON.
    ///   - space: one of the desk's spaces.
    /// - Returns: the body of the answer.
    /// - Throws: ``SyncProblem``
    func ask(_ name: String, _ body: [UInt8], of space: SpaceID) async throws(SyncProblem) -> [UInt8] {
        for (server, address) in servers where server.memberships.contains(where: { $0.id == space }) {
            return try await engine(for: server, at: address).ask(name, body, of: space)
        }
        throw .notEnrolled(space)
    }

    /// Fetches a photo from the server of a space.
    ///
    /// - Parameters:
    ///   - blob: which one.
    ///   - space: one of the desk's spaces.
    /// - Throws: ``SyncProblem``
    func fetch(_ blob: BlobID, of space: SpaceID) async throws(SyncProblem) {
        for (server, address) in servers {
            guard let membership = server.memberships.first(where: { $0.id == space }) else { continue }
            let progress = SyncProgressText(membership.name, texts, on: console)
            defer { progress.end() }
            return try await engine(for: server, at: address).fetchBlob(blob, of: space) {
                progress.show($0)
            }
        }
        throw .notEnrolled(space)
    }

    private func engine(for server: Enrolments.Server, at address: ServerAddress) -> SyncEngine {
        let trust = server.trustAnchor.map { ServerTrust.pinned($0) } ?? .systemRoots
        return SyncEngine(
            replica: replica,
            keys: home.keys,
            transport: CurlTransport(to: address, trusting: trust),
            tokens: home.tokens
        )
    }

    /// Tells what came of it, and keeps a new address that has proved itself.
    ///
    /// - Returns: the exit status.
    func tell(_ outcomes: [Outcome]) throws -> Int32 {
        if let moved, outcomes.contains(where: { $0.report.problems.isEmpty }) { try keep(moved) }
        for outcome in outcomes {
            if isJSON {
                console.print(SyncDocument(outcome.report, of: outcome.space, texts).json.line)
            } else {
                for line in texts.lines(of: outcome.report, in: outcome.space) { console.print(line) }
            }
        }
        return outcomes.map { Self.status(of: $0.report) }.max { Self.weight($0) < Self.weight($1) } ?? 0
    }

    private func keep(_ address: ServerAddress) throws(CommandError) {
        guard var enrolments = try home.enrolments.read() else { return }
        for index in enrolments.servers.indices
        where enrolments.servers[index].keyID == servers[0].server.keyID {
            enrolments.servers[index].address = address.text
        }
        try home.enrolments.write(enrolments)
    }

    private static func status(of report: SyncReport) -> Int32 {
        if report.problems.contains(.cancelled) { return ExitStatus.interrupted }
        if report.problems.contains(where: \.isLoud) || !report.refusals.isEmpty { return ExitStatus.failed }
        return report.problems.isEmpty ? 0 : ExitStatus.notSynced
    }

    private static func weight(_ status: Int32) -> Int {
        [0, ExitStatus.notSynced, ExitStatus.failed, ExitStatus.interrupted].firstIndex(of: status) ?? 0
    }
}
