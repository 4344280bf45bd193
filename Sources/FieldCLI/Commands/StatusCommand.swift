import ArgumentParser
import FieldModel
import Foundation
import SyncCore
import Terminal

struct StatusCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status",
        abstract: say(
            "Vad som är osänt, när datorn synkade, vad som väntar.",
            "What is unsent, when it synced, what waits."
        ),
        discussion: "  field status --json"
    )

    @OptionGroup var common: CommonOptions

    func run() throws {
        let home = Home(common.home)
        let enrolments = try home.enrolments.read() ?? Enrolments()
        guard !enrolments.memberships.isEmpty else { throw CommandError.notEnrolled(home: home.path) }
        let memberships = enrolments.memberships.filter { membership in
            common.space.map { $0 == membership.name || $0 == membership.space } ?? true
        }
        guard !memberships.isEmpty else {
            throw CommandError.unknownSpace(common.space ?? "", known: enrolments.memberships.map(\.name))
        }
        let replica = try Replica(at: .file(home.store), schema: schema)
        let names = Set(memberships.map(\.space))
        let summaries = try replica.spaces().filter { names.contains($0.id.description) }
        let drafts = try home.drafts.names().count
        let walk = try home.runningWalk.read()
        if common.json {
            let documents = summaries.map { StatusDocument($0, drafts: drafts, walk: walk?.walk).json.line }
            for line in documents { Console.standard.print(line) }
            return
        }
        let texts = common.texts
        for summary in summaries {
            for line in texts.lines(of: summary) { Console.standard.print(line) }
        }
        if drafts > 0 { Console.standard.print(texts.drafts(drafts)) }
        if let walk { Console.standard.print(texts.walking(String(walk.walk.prefix(8)))) }
    }
}
