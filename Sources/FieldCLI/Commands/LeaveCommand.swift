import ArgumentParser
import FieldModel
import SyncCore
import Terminal

struct LeaveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "leave",
        abstract: say("Lämna ett rum.", "Leave a space."),
        discussion: say(
            """
            Skickar först det som inte är skickat, och raderar sedan rummets poster och nyckel från datorn.
            På servern och hos andra finns allt kvar. Går det inte att skicka, raderas inget. Ny kod från
            förvaltaren krävs för att komma tillbaka.

              field leave hv-police
            """,
            """
            Sends first what was not sent, and then deletes the space's records and key from this computer.
            The server and the others keep everything. If it cannot be sent, nothing is deleted. To come back
            takes a new code from the administrator.

              field leave hv-police
            """
        )
    )

    @OptionGroup var common: CommonOptions

    @Argument(help: ArgumentHelp(say("Rummets namn.", "The space's name.")))
    var name: String

    @Flag(help: ArgumentHelp(say("Fråga inte.", "Do not ask.")))
    var yes = false

    func run() async throws {
        let texts = common.texts
        let home = Home(common.home)
        let enrolments = try home.enrolments.read() ?? Enrolments()
        guard !enrolments.memberships.isEmpty else { throw CommandError.notEnrolled(home: home.path) }
        let found = try enrolments.chosen(name).flatMap(\.memberships)
        guard found.count == 1, let membership = found.first, let space = membership.id else {
            throw CommandError.severalSpaces(found.map { "\($0.name) \($0.space)" })
        }
        try check(home.drafts, in: membership)
        if !yes {
            let answer = Console.standard.ask(texts.leaveQuestion(membership.name))
            guard answer?.trimmed == membership.name else { throw CommandError.notLeft(membership.name) }
        }
        try await send(membership)
        let replica = try Replica(at: .file(home.store), schema: schema)
        try replica.leave(space)
        try home.forget(space, in: enrolments)
        Console.standard.print(texts.left(membership.name))
    }

    /// What was typed and not saved belongs to the space: it is not thrown away.
    private func check(_ drafts: Drafts, in membership: Enrolments.Membership) throws {
        let names = try drafts.names().filter { try drafts.draft(named: $0).space == membership.space }
        guard names.isEmpty else { throw CommandError.draftsLeft(membership.name, names) }
    }

    private func send(_ membership: Enrolments.Membership) async throws {
        var options = common
        options.space = membership.space
        let desk = try SyncDesk(options)
        let outcomes = await desk.sync()
        _ = try desk.tell(outcomes)
        guard let report = outcomes.first?.report, report.unsentChanges == 0, report.unsentBlobs == 0,
            report.refusals.isEmpty
        else {
            throw CommandError.unsentLeft(membership.name, outcomes.first?.report.unsentChanges ?? 0)
        }
    }
}

extension Home {
    /// Forgets the key, the token, the walk and the membership of a space.
    fileprivate func forget(_ space: SpaceID, in enrolments: Enrolments) throws {
        var enrolments = enrolments
        for index in enrolments.servers.indices {
            enrolments.servers[index].memberships.removeAll { $0.id == space }
        }
        enrolments.servers.removeAll(where: \.memberships.isEmpty)
        try self.enrolments.write(enrolments)
        if var walks = try runningWalks.read() {
            walks.forget(space)
            try runningWalks.write(walks)
        }
        tokens.forget(space)
        try keys.forget(space)
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = self[...]
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text.drop(while: \.isWhitespace))
    }
}
