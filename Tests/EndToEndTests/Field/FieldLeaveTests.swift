import Foundation
import TestSupport
import Testing

extension FieldProgramTests {
    /// Leaving a space.
    @Suite(.serialized) struct LeaveTests {
        @Test func `leaving sends first, then nothing of the space is in the home, and the server has all`()
            async throws
        {
            let world = try #require(FieldWorld.current)
            let leaver = try await world.enrolled("avgången-\(UUID().uuidString.prefix(6))")
            let other = try await world.enrolled("kvar-\(UUID().uuidString.prefix(6))")
            let run = try await leaver("observe noise \"kanariefågel vid torget\" --json")
            let id = try #require(try run.objects.first?.text("id"))
            let left = try await leaver("leave hv-shared --yes --lang sv")
            #expect(left.status == 0, "\(left.errors)")
            #expect(left.output.contains("raderat"))
            let files = try FileManager.default.subpathsOfDirectory(atPath: leaver.home)
            for name in files {
                let data = FileManager.default.contents(atPath: leaver.home + "/" + name) ?? Data()
                #expect(data.range(of: Data("kanariefågel".utf8)) == nil, "\(name)")
            }
            #expect(try await leaver("observe noise").status != 0)
            #expect(try await other("sync").status == 0)
            #expect(try await other("show \(id)").output.contains("kanariefågel"))
        }

        @Test func `without a word of confirmation, or without the server, nothing is deleted`()
            async throws
        {
            let world = try #require(FieldWorld.current)
            let field = try await world.enrolled("ångrad-\(UUID().uuidString.prefix(6))")
            #expect(try await field("observe noise").status == 0)
            let unsure = try await field("leave hv-shared --lang en", input: "nej\n")
            #expect(unsure.status == 1)
            #expect(unsure.errors.contains("Nothing was deleted"))
            let server = field.home + "/enrolments.json"
            let text = try String(contentsOfFile: server, encoding: .utf8)
            let elsewhere = text.replacing(/https:\/\/[^"]*/, with: "https://127.0.0.1:1")
            try elsewhere.write(toFile: server, atomically: false, encoding: .utf8)
            let alone = try await field("leave hv-shared --yes --lang en")
            #expect(alone.status == 1)
            #expect(alone.errors.contains("Nothing was deleted"), "\(alone.errors)")
            #expect(try await field("list observation --json").objects.count == 1)
        }
    }
}
