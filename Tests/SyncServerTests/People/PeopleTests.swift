import Foundation
import SyncCore
import Testing

@testable import SyncServer

/// People as the administrator's commands make them.
@Suite struct PeopleTests {
    private func withAdministration(_ body: (Administration) throws -> Void) async throws {
        try await withFolder { folder in
            let surroundings = TestClock().surroundings
            let administration = try Administration(initialising: folder, surroundings: surroundings)
            try administration.addSpace("hv-shared")
            try administration.addSpace("hv-police")
            try body(administration)
        }
    }

    @Test func `a person is a member of each space, with a key of its own in each`() async throws {
        try await withAdministration { administration in
            let fresh = try administration.addPerson(
                "lind-02",
                spaces: ["hv-shared", "hv-police"],
                role: .reviewer,
                label: "Åsa"
            )
            #expect(fresh.isNew)
            let devices = try administration.devices()
            #expect(devices.map(\.rights) == [[.write, .review], [.write, .review]])
            #expect(Set(devices.map(\.device)).count == 2)
            let person = try #require(try administration.people().first)
            #expect(person.spaces == ["hv-shared": ["write", "review"], "hv-police": ["write", "review"]])
            #expect(person.label == "Åsa")
        }
    }

    @Test func `the keys of two people differ, and each is the same when it is made again`() async throws {
        try await withAdministration { administration in
            for pseudonym in ["lind-02", "ek-03"] {
                _ = try administration.addPerson(pseudonym, spaces: ["hv-shared"], role: .reviewer)
            }
            let before = try administration.devices().map(\.device)
            _ = try administration.addPerson("lind-02", spaces: ["hv-shared"], role: .administrator)
            #expect(try administration.devices().map(\.device) == before)
            #expect(Set(before).count == 2)
            #expect(!before.contains(administration.fingerprint))
        }
    }

    @Test func `a role that is set anew holds, up and down`() async throws {
        try await withAdministration { administration in
            for (role, rights) in [
                (Role.reviewer, ["write", "review"]), (.recorder, ["write"]),
                (.administrator, ["write", "review", "administer"]), (.analyst, []),
                (.assessor, ["write", "review"]),
            ] {
                let fresh = try administration.addPerson("lind-02", spaces: ["hv-shared"], role: role)
                #expect(fresh.isNew == (role == .reviewer))
                #expect(try administration.people().first?.spaces == ["hv-shared": rights])
            }
            #expect(try administration.devices().count == 1)
        }
    }

    @Test func `a disabled person's memberships end, and a device of the same name stays`() async throws {
        try await withServer { server in
            _ = try await server.device("lind-02", in: ["hv-shared"])
            _ = try await server.browser(of: "lind-02")
            try server.administration.disablePerson("lind-02")
            let devices = try server.administration.devices()
            #expect(devices.map { $0.endedAt == nil }.sorted { !$0 && $1 } == [false, true])
            #expect(throws: ServerError.unknownPerson("lind-20", nearest: ["lind-02"])) {
                try server.administration.disablePerson("lind-20")
            }
        }
    }

    @Test func `no password, link, session or token stands in the database`() async throws {
        try await withServer { server in
            let token = try server.administration.addToken("modell-1", space: "hv-shared")
            let person = try server.person("ek-03")
            let browser = try await server.browser(of: "lind-02")
            let session = try #require(browser.cookies[PageCookie.session])
            for path in [server.folder.database, server.folder.database + "-wal"] {
                let bytes = try Data(contentsOf: URL(filePath: path))
                let link = String(person.path.dropFirst("/welcome/".count))
                for secret in [token, link, session, TestServer.password] {
                    #expect(bytes.range(of: Data(secret.utf8)) == nil)
                }
            }
        }
    }

    @Test func `who was shut out since a backup stays out when that is put back`() async throws {
        try await withFolder { folder in
            let clock = TestClock()
            let administration = try Administration(initialising: folder, surroundings: clock.surroundings)
            try administration.addSpace("hv-shared")
            var cookies: [String: String] = [:]
            let backup = folder.path + "/kopia.tar"
            try await withServer(in: folder, clock: clock) { server in
                cookies = try await server.browser(of: "lind-02").cookies
                _ = try server.administration.addToken("modell-1", space: "hv-shared")
                _ = try server.administration.addPerson("ek-03", spaces: ["hv-shared"], role: .analyst)
                _ = try server.administration.backUp(to: backup)
                try server.administration.disablePerson("lind-02")
                try server.administration.revokeToken("modell-1")
            }
            _ = try Restoring(in: folder, surroundings: clock.surroundings).restore(from: backup)
            try await withServer(in: folder, clock: clock) { server in
                var browser = TestBrowser(server, cookies: cookies)
                #expect(try await browser.get("/").status == 303)
                let form = ["pseudonym": "lind-02", "password": TestServer.password]
                _ = try await browser.post("/sign-in", form)
                #expect(try await !browser.get("/").text.contains("hv-shared"))
                #expect(try server.administration.tokens().isEmpty)
                #expect(try server.administration.people().first { $0.pseudonym == "ek-03" }?.spaces == [:])
            }
        }
    }
}
