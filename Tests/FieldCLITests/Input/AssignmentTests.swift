import FieldModel
import SyncCore
import Testing

@testable import FieldCLI

/// What `field edit` takes.
struct AssignmentTests {
    private let context: ReadingContext

    init() throws {
        let today = try #require(CalendarDate(year: 2024, month: 11, day: 13))
        context = ReadingContext(today: today) { _, _ in .nothing(nearest: []) }
    }

    @Test func `only the first equals sign parts the field from its value`() throws {
        let assignment = try #require(Assignment("description=a=b+=c"))
        #expect(assignment.field == "description")
        #expect(assignment.text == "a=b+=c")
        #expect(assignment.operation == .set)
        #expect(Assignment("description") == nil)
    }

    @Test func `a sign before the equals sign adds or removes`() throws {
        let kind = Observation.definition
        let number = Observation.tags.number
        #expect(
            try #require(Assignment("tags+=å")).edit(of: kind, context) == .add(number, [.canonicalText("å")])
        )
        #expect(
            try #require(Assignment("etiketter-=å")).edit(of: kind, context)
                == .remove(number, [.canonicalText("å")])
        )
        #expect(
            try #require(Assignment("gravity=")).edit(of: kind, context) == .clear(Observation.gravity.number)
        )
    }

    @Test func `a field that is not there is refused with the nearest`() throws {
        let assignment = try #require(Assignment("kategorri=buller"))
        let problem = #expect(throws: InputProblem.self) {
            try assignment.edit(of: Observation.definition, context)
        }
        guard case .unknownField("kategorri", let nearest)? = problem?.reason else {
            Issue.record("another problem")
            return
        }
        #expect(nearest.contains("kategori"))
    }
}
