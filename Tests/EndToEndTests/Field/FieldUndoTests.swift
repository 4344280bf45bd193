import FieldModel
import Foundation
import TestSupport
import Testing

extension FieldProgramTests {
    /// Taking back, and settling what two people wrote apart.
    @Suite(.serialized) struct UndoTests {
        @Test func `an edit, an element added and one removed are undone one after another`() async throws {
            let field = try FieldWorld.laptop()
            for line in ["priority=low", "priority=high", "concerns+=dumping", "concerns-=dumping"] {
                #expect(try await field("edit Bräckefaret \(line)").status == 0)
            }
            let dumping = JSONValue.array([.string("dumping")])
            let first = try #require(try await field("undo Bräckefaret concerns --json").objects.first)
            #expect(first.object("fields")["concerns"] == dumping)
            let third = try #require(try await field("undo Bräckefaret priority --json").objects.first)
            #expect(third.object("fields").text("priority") == "low")
            #expect(third.object("fields")["concerns"] == dumping)
        }

        @Test func `a withdrawal is undone, and the first change of a record is not`() async throws {
            let field = try FieldWorld.laptop()
            let id = try #require(try await field("observe noise --json").objects.first?.shortID)
            let none = try await field("undo \(id)")
            #expect(none.status == 1)
            #expect(none.errors.contains("field withdraw"))
            #expect(try await field("withdraw \(id)").status == 0)
            #expect(try await field("list observation --json").output.isEmpty)
            #expect(try await field("list observation --withdrawn").output.contains("×"))
            #expect(try await field("undo \(id)").status == 0)
            #expect(try await field("list observation --json").objects.count == 1)
            // Undoing the undoing withdraws it again.
            #expect(try await field("undo \(id)").status == 0)
            #expect(try await field("list observation --json").output.isEmpty)
        }

        @Test func `what another person wrote later is not touched by an undo`() async throws {
            let (anna, bo, id) = try await pair()
            #expect(try await anna("edit \(id) status=reported").status == 0)
            try await sync(anna, bo)
            #expect(try await bo("edit \(id) status=remedied").status == 0)
            try await sync(bo, anna)
            let run = try await anna("undo \(id) --lang sv")
            #expect(run.status == 1)
            #expect(run.errors.contains("ersatts"))
            #expect(try await status(of: id, anna) == "remedied")
        }

        @Test
        func `a conflict is settled by a choice, undone it is open again, and a third value settles it`()
            async throws
        {
            let (anna, bo, id) = try await pair()
            #expect(try await anna("edit \(id) status=reported").status == 0)
            #expect(try await bo("edit \(id) status=remedied").status == 0)
            try await sync(anna, bo, anna)
            let shown = try await anna("conflicts \(id) --lang sv")
            #expect(
                shown.output.contains("åtgärdad") && shown.output.contains("--choose a"),
                "\(shown.output)"
            )
            let unsaid = try await anna("resolve \(id)")
            #expect(unsaid.status == 3)
            #expect(unsaid.errors.contains("--choose a, or --value"))
            #expect(try await anna("resolve \(id) --choose c").status == 3)
            let asked = try await anna.inTerminal(
                "resolve \(id) --lang sv",
                steps: [.init(after: "[a/b]", type: "b \n")]
            )
            #expect(asked.status == 0, "\(asked.output)")
            #expect(try await anna("conflicts \(id) --json").output.isEmpty)
            #expect(try await anna("undo \(id)").status == 0)
            #expect(try await anna("conflicts \(id) --json").objects.count == 1)
            let third = try await anna("resolve \(id) --value \"ingen åtgärd\"")
            #expect(third.status == 0, "\(third.errors)")
            try await sync(anna, bo)
            #expect(try await bo("conflicts \(id) --json").output.isEmpty)
            #expect(try await status(of: id, bo) == "no_action")
        }

        @Test func `a third value that is not accepted is kept as a draft that can be saved`() async throws {
            let (anna, bo, id) = try await pair()
            #expect(try await anna("edit \(id) status=reported").status == 0)
            #expect(try await bo("edit \(id) status=remedied").status == 0)
            try await sync(anna, bo, anna)
            let refused = try await anna("resolve \(id) --value åtgärdatt --lang sv")
            #expect(refused.status == 2)
            #expect(refused.errors.contains("menade du åtgärdad?"), "\(refused.errors)")
            #expect(try await anna("draft save 1 status=åtgärdad").status == 0)
            #expect(try await anna("conflicts \(id) --json").output.isEmpty)
        }

        @Test(arguments: ["keep", "withdraw"])
        func `a record that one withdrew and the other edited waits for a person`(choice: String) async throws
        {
            let (anna, bo, id) = try await pair()
            #expect(try await anna("withdraw \(id)").status == 0)
            #expect(try await bo("edit \(id) description=\"Fler däck vid ån\"").status == 0)
            try await sync(anna, bo, anna)
            let waiting = try #require(try await anna("conflicts \(id) --json").objects.first)
            #expect(waiting["withdrawal_contested"] == .bool(true))
            let run = try await anna("resolve \(id) withdrawal --choose \(choice.uppercased()) --json")
            #expect(run.status == 0, "\(run.errors)")
            #expect(try run.objects.first?["withdrawn"] == .bool(choice == "withdraw"))
            #expect(try await anna("conflicts \(id) --json").output.isEmpty)
        }

        /// Two laptops that both have one observation.
        private func pair() async throws -> (FieldProgram, FieldProgram, String) {
            let world = try #require(FieldWorld.current)
            let anna = try await world.enrolled("falk-\(UUID().uuidString.prefix(6))")
            let bo = try await world.enrolled("lo-\(UUID().uuidString.prefix(6))")
            let id = try #require(
                try await anna("observe dumpning \"Däck vid ån\" --json").objects.first?.shortID
            )
            try await sync(anna, bo)
            return (anna, bo, id)
        }

        private func sync(_ laptops: FieldProgram...) async throws {
            for laptop in laptops {
                let run = try await laptop("sync --json")
                #expect(run.status == 0, "\(run.output)\(run.errors)")
            }
        }

        private func status(of id: String, _ field: FieldProgram) async throws -> String? {
            try await field("show \(id) --json").objects.first?.object("fields").text("status")
        }
    }
}
