import ArgumentParser
import Foundation
import SyncCore
import SyncServer
import Terminal

struct InviteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite",
        abstract: "Make a one-time code with which a device enrols.",
        discussion: """
            The device appears by its pseudonym only. Who that is may be kept here with --person; it
            never leaves the server.

              field-server invite --pseudonym falk-07 --space hv-shared --role recorder
            """
    )

    @OptionGroup var common: CommonOptions

    @Option(help: "The name under which the device appears. Not a person's name.")
    var pseudonym: String

    @Option(help: "A space; may be given several times.")
    var space: [String]

    @Option(help: "write, review, administer, with commas between them.")
    var rights: String?

    @Option(
        help: "recorder, reviewer, assessor or administrator, in place of --rights. Without either: recorder."
    )
    var role: Role?

    @Option(help: "How long the code lives: 30m, 48h, 7d.")
    var expires = "48h"

    @Option(help: "Where devices reach the server.")
    var url = "https://localhost:8443"

    @Option(help: "Who the pseudonym is; kept on the server only.")
    var person: String?

    func validate() throws {
        guard rights == nil || role == nil else {
            throw ValidationError("Give --rights or --role, not both.")
        }
        guard role != .analyst else {
            throw ValidationError("An analyst has no device: field-server person add, or token add.")
        }
    }

    func run() throws {
        try common.run { texts in
            let invitation = try common.administration().invite(
                pseudonym: pseudonym,
                spaces: space,
                rights: rights.map { list throws(ServerError) in try Rights.named(list) }
                    ?? role?.rights ?? .write,
                lifetime: Lifetime.milliseconds(expires),
                label: person
            )
            let until = Moment.text(invitation.expiresAt)
            Console.standard.print(texts.invitation(invitation, url: url, until: until))
        }
    }
}

/// Reads a length of time.
enum Lifetime {
    /// - Throws: ``ServerError/expiryNotAllowed`` for anything but digits and one of m, h, d.
    static func milliseconds(_ text: String) throws(ServerError) -> Int64 {
        let minutes: [Character: Int64] = ["m": 1, "h": 60, "d": 24 * 60]
        guard let unit = text.last.flatMap({ minutes[$0] }), let count = Int64(text.dropLast()),
            (1...100_000).contains(count)
        else { throw .expiryNotAllowed }
        return count * unit * 60_000
    }
}

/// Writes a point in time as people read it, in the machine's time zone.
enum Moment {
    static func text(_ milliseconds: Int64) -> String {
        let style = Date.ISO8601FormatStyle(timeZone: .current)
            .year().month().day().dateTimeSeparator(.space).time(includingFractionalSeconds: false)
        return Date(timeIntervalSince1970: Double(milliseconds) / 1_000).formatted(style)
    }
}
