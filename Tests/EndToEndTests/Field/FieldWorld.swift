import Foundation
import TestSupport
import Testing

/// A server that runs while the tests of a suite do, and a home that knows areas and places.
struct FieldWorld: Sendable {
    @TaskLocal static var current: FieldWorld?

    let server: ServerProgram
    let address: String
    /// Enrolled and synced once; tests work in copies.
    let template: FieldProgram

    /// A copy of the template, for what needs no server.
    static func laptop() throws -> FieldProgram { try #require(current).template.copy() }

    /// A home that is enrolled by itself, for what syncs.
    func enrolled(_ pseudonym: String, role: String = "reviewer") async throws -> FieldProgram {
        let program = newHome()
        let run = try await program("enroll \(address)", input: try await code(for: pseudonym, role: role))
        #expect(run.status == 0, "\(run.errors)")
        return program
    }

    func newHome() -> FieldProgram { FieldProgram(home: server.folder + "/laptops/" + UUID().uuidString) }

    /// A one-time code, as the administrator's terminal shows it.
    func code(
        for pseudonym: String,
        role: String = "reviewer",
        expires: String = "48h",
        by server: ServerProgram? = nil
    ) async throws -> String {
        let run = try await (server ?? self.server).command(
            "invite",
            "--pseudonym",
            pseudonym,
            "--space",
            "hv-shared",
            "--role",
            role,
            "--expires",
            expires,
            "--url",
            address
        )
        let code = try #require(run.output.firstMatch(of: /([0-9A-Z]{4}-){7}[0-9A-Z]{4}/))
        return String(code.output.0)
    }

    fileprivate static func with(_ body: () async throws -> Void) async throws {
        try await ServerProgram.with { server in
            #expect(try await server.command("init").status == 0)
            #expect(try await server.command("space", "add", "hv-shared").status == 0)
            let status = try await server.serve { address in
                let template = FieldProgram(home: server.folder + "/laptops/mall-åäö")
                let world = FieldWorld(server: server, address: address, template: template)
                let code = try await world.code(for: "falk-01")
                #expect(try await template("enroll \(address)", input: code).status == 0)
                let lines = areas + places
                #expect(try await template("record --from -", input: lines).status == 0)
                try await $current.withValue(world) { try await body() }
            }
            #expect(status == 0)
        }
    }

    private static let areas = ["Hässelby gård", "Vällingby", "Grimsta"]
        .map { #"{"kind":"area","fields":{"name":"\#($0)"}}"# + "\n" }.joined()
    private static let places = [
        ("Hässelby torg", "Hässelby gård"), ("Bräckefaret", "Grimsta"), ("Centrumgången", "Vällingby"),
        ("Centrumgången", "Grimsta"),
    ]
    .map { #"{"kind":"place","fields":{"name":"\#($0.0)","area":"\#($0.1)"}}"# + "\n" }.joined()
}

/// One server for all tests of a suite.
struct ServedTrait: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        try await FieldWorld.with { try await function() }
    }
}

extension Trait where Self == ServedTrait {
    static var served: ServedTrait { ServedTrait() }
}

/// The built `field`, as the staff use it.
///
/// The tests of each part run one after another: each starts many processes, and all of them at once would
/// starve the others.
@Suite(.served) struct FieldProgramTests {}
