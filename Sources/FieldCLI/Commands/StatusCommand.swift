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
        let replica = try Replica(at: .file(home.store), schema: schema)
        let spaces = Set(try enrolments.chosen(common.space).flatMap(\.memberships).map(\.space))
        let summaries = try replica.spaces().filter { spaces.contains($0.id.description) }
        let drafts = try home.drafts.names().count
        let walks = try home.runningWalks.read() ?? RunningWalks()
        if common.json {
            for summary in summaries {
                let walk = try walks.view(in: summary.id, of: replica)?.key.id
                let blobs = try replica.blobCounts(of: summary.id)
                let document = StatusDocument(summary, blobs, drafts: drafts, walk: walk)
                Console.standard.print(document.json.line)
            }
            return
        }
        let texts = common.texts
        for summary in summaries {
            for line in texts.lines(of: summary, try replica.blobCounts(of: summary.id)) {
                Console.standard.print(line)
            }
            if let walk = try walks.view(in: summary.id, of: replica) {
                Console.standard.print(texts.walking(String(walk.key.id.description.prefix(8))))
            }
        }
        if drafts > 0 { Console.standard.print(texts.drafts(drafts)) }
    }
}
