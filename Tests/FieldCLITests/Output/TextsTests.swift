import FieldModel
import SyncCore
import Terminal
import Testing

@testable import FieldCLI

/// Words that agree with their numbers, and say what is safe.
struct TextsTests {
    private let swedish = Texts(language: .swedish)
    private let english = Texts(language: .english)

    @Test func `one is said of one, and several of several`() {
        #expect(swedish.entered(1) == "1 post sparad.")
        #expect(swedish.entered(2) == "2 poster sparade.")
        #expect(english.entered(1) == "1 record saved.")
        #expect(swedish.changes(1) == "1 ändring")
        #expect(swedish.changes(0) == "0 ändringar")
        #expect(english.drafts(1) == "1 draft waits: field draft list")
        #expect(swedish.summary(of: .lines("a\n")) == "1 rad från standard input")
        #expect(swedish.differ(1, of: 1).hasPrefix("I 1 av 1 bedömning beslutade"))
        #expect(swedish.differ(1, of: 2).hasPrefix("I 1 av 2 bedömningar beslutade"))
    }

    @Test func `one bad line of a file is told as one`() throws {
        let fault = (line: 2, problems: Problems([InputProblem(.notARecord)]))
        let error = CommandError.linesNotAccepted([fault], draft: nil)
        #expect(try #require(swedish.failure(for: error)).message.contains("1 rad godtas inte"))
        #expect(try #require(english.failure(for: error)).message.contains("1 line is not accepted"))
        #expect(swedish.failure(for: error)?.exitCode == ExitStatus.notAccepted)
    }

    @Test func `what the system says is said in Swedish where it is usual`() {
        #expect(swedish.system(28) == "disken är full")
        #expect(english.system(28) == "No space left on device")
    }

    @Test func `words are given back as a shell reads them`() {
        #expect(Texts.quoted("observe") == "observe")
        #expect(Texts.quoted("på väg") == "'på väg'")
        #expect(Texts.quoted("Anna's") == "'Anna'\\''s'")
        #expect(Texts.quoted("$(rm)") == "'$(rm)'")
        #expect(Texts.quoted("") == "''")
    }

    @Test func `no message for Swedes holds English quotes or an error without words`() {
        let record = FoundRecord(shortID: "0270af6f", headline: "Nälsta")
        let errors: [CommandError] = [
            .notEnrolled(home: "/h"), .unknownSpace("x", known: ["hv"]), .severalSpaces(["a", "b"]),
            .severalServers(["a", "b"]), .home(path: "/h", code: 13), .homeDamaged(path: "/h"),
            .homeNotPrivate(path: "/h"), .fileNotReadable("/f", code: 2), .notUTF8("/f", line: 2),
            .nothingFound("x", nearest: ["y"]), .severalFound("x", [record]), .noDraft("1", known: ["2"]),
            .draftIsFile("1"), .walkIsRunning(record), .noWalkIsRunning, .noConflict(record, field: "status"),
            .noSuchChoice("x", choices: ["a"]), .choiceMissing(record, field: "status"),
            .nothingToUndo(record),
            .codeMissing,
            .savedAndNotRead(.readOnly(path: "/h")),
            .notUnderstood(InputProblem(.unreadableWeek("x"))),
            .storeNotOpened(.diskFull(path: "/h"), kept: .draft("1")),
            .notAccepted(Problems([InputProblem(.notARecord)]), draft: "1", found: [record]),
        ]
        for error in errors {
            for texts in [swedish, english] {
                let failure = texts.failure(for: error)
                #expect(failure?.message.isEmpty == false, "\(error)")
                #expect(failure?.exitCode != 0)
            }
            let message = swedish.failure(for: error)?.message ?? ""
            #expect(!message.contains("'") && !message.contains("  field  "), "\(message)")
        }
    }
}
