import FieldModel
import Hummingbird
import SyncCore

/// Who may read a space as JSON: a device's session, a program's token, or a person who is signed in.
struct ReadGate: Sendable {
    let devices: SpaceGate
    let signIn: SignIn
    let limits: RateLimits

    /// Milliseconds since 1970.
    var now: Int64 { host.surroundings.wallMilliseconds() }

    /// By the clocks of Stockholm.
    var today: CalendarDate { Stockholm.date(of: Stockholm.instant(atMilliseconds: now)) }

    private var host: Host { devices.admission.host }

    /// The space in the address, if the caller may read it.
    ///
    /// - Throws: ``Refusal``; for programs and people a space that they may not read is not there.
    func space(_ request: Request, _ context: ServerContext) async throws -> HostedSpace {
        switch try await reader(request, context) {
        case .device:
            let (member, space) = try await devices.presentMember(request, context)
            context.visitor.note(member.pseudonym, in: space.id)
            return space
        case .others(let name, let spaces):
            let id = context.parameters.get("space").flatMap { SpaceID($0) }
            guard let space = spaces.first(where: { $0.id == id }) else { throw Refusal.unknownSpace }
            context.visitor.note(name, in: space.id)
            return space
        }
    }

    /// Every space that the caller may read.
    func spaces(_ request: Request, _ context: ServerContext) async throws -> [HostedSpace] {
        switch try await reader(request, context) {
        case .device(let id):
            let (host, admission, address) = (host, devices.admission, context.address)
            let token = request.bearerToken.map(String.init)
            return try await StoreThreads.run {
                guard let id else {
                    try limits.strangers.take(address, now: now)
                    throw Refusal.sessionNeeded
                }
                _ = try admission.presentMember(token: token, in: id, from: address)
                return try host.database.space(id).map { [$0] } ?? []
            }
        case .others(_, let spaces): return spaces
        }
    }

    private enum Reader {
        /// With the space of its session, if it has one.
        case device(SpaceID?)
        /// With the pseudonym, or the name of the program's token.
        case others(String, [HostedSpace])
    }

    private func reader(_ request: Request, _ context: ServerContext) async throws -> Reader {
        let now = now
        if let token = request.bearerToken {
            if let session = devices.admission.sessions.session(token) { return .device(session.space) }
            let database = host.database
            let hash = Secret(token).hash
            guard let program = try await StoreThreads.run({ try database.token(hash) }) else {
                return .device(nil)
            }
            try limits.readers.take(program.name, now: now)
            if now - (program.usedAt ?? 0) >= 60_000 {
                try await StoreThreads.run { try database.noteUse(of: program, at: now) }
            }
            return .others(program.name, [program.space])
        }
        guard let session = request.session, let person = try await signIn.person(behind: session) else {
            return .device(nil)
        }
        try limits.readers.take(person.account.pseudonym, now: now)
        return .others(person.account.pseudonym, person.spaces.map(\.space))
    }
}
