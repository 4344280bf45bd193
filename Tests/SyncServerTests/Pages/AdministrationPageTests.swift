import FieldModel
import SyncCore
import Testing

@testable import SyncServer

/// What administrators do in the browser, and where their say ends.
@Suite struct AdministrationPageTests {
    private static let page = "/administration"

    private static func form(
        _ browser: inout TestBrowser,
        _ fields: [String: String]
    ) async throws
        -> [String: String]
    {
        fields.merging(["form_token": try #require(try await browser.get(page).hidden("form_token"))]) { $1 }
    }

    @Test func `a laptop enrols with the code that is shown once, as text and as a picture`() async throws {
        try await withServer { server in
            var browser = try await server.browser(of: "adm-01", as: .administrator)
            let form = try await Self.form(
                &browser,
                ["pseudonym": "falk-09", "space": "hv-shared", "role": "recorder"]
            )
            let fresh = try await browser.post(Self.page + "/invitations", form)
            #expect(fresh.status == 200 && fresh.text.contains("src=\"data:image/svg+xml;base64,"))
            let code = try #require(fresh.text.firstMatch(of: /([0-9A-Z]{4}-){7}[0-9A-Z]{4}/))
            var device = try TestDevice(server: server)
            try await device.enrol(try EnrolmentCode(String(code.output.0)))
            let page = try await browser.get(Self.page).text
            #expect(page.contains("falk-09") && !page.contains(code.output.0))
            let revoke = try await Self.form(&browser, ["pseudonym": "falk-09", "space": "hv-shared"])
            #expect(try await browser.post(Self.page + "/devices/revoke", revoke).status == 303)
            let member = try server.administration.devices().first { $0.pseudonym == "falk-09" }
            #expect(member?.endedAt != nil)
        }
    }

    @Test func `a person is added by a link, and shut out at once`() async throws {
        try await withServer { server in
            var browser = try await server.browser(of: "adm-01", as: .administrator)
            let form = try await Self.form(
                &browser,
                ["pseudonym": "lind-02", "space": "hv-shared", "role": "reviewer"]
            )
            let fresh = try await browser.post(Self.page + "/people", form)
            let link = try #require(fresh.text.firstMatch(of: /\/welcome\/[A-Za-z0-9_-]+/)).output
            var person = TestBrowser(server)
            let password = ["password": TestServer.password, "repeated": TestServer.password]
            #expect(try await person.post(String(link), password).status == 303)
            #expect(try await person.get(ReviewWorld.queue).status == 200)
            let disabling = try await Self.form(&browser, ["pseudonym": "lind-02"])
            #expect(try await browser.post(Self.page + "/people/disable", disabling).status == 303)
            #expect(try await person.get(ReviewWorld.queue).status == 303)
        }
    }

    @Test func `who administers one space has no say in another`() async throws {
        try await withServer { server in
            var browser = try await server.browser(of: "adm-01", as: .administrator)
            _ = try await server.browser(of: "lind-02", in: ["hv-shared", "hv-police"])
            _ = try await server.device("falk-01", in: ["hv-police"])
            let page = try await browser.get(Self.page).text
            #expect(!page.contains("hv-police") && !page.contains("falk-01"))
            for (path, fields, status) in [
                ("/invitations", ["pseudonym": "x", "space": "hv-police", "role": "recorder"], 404),
                ("/people", ["pseudonym": "x", "space": "hv-police", "role": "reviewer"], 404),
                ("/devices/revoke", ["pseudonym": "falk-01", "space": "hv-police"], 404),
                ("/people", ["pseudonym": "lind-02", "space": "hv-shared", "role": "reviewer"], 422),
                ("/people/disable", ["pseudonym": "lind-02"], 422),
                ("/people/disable", ["pseudonym": "ingen"], 422),
                ("/invitations", ["pseudonym": "", "space": "hv-shared", "role": "recorder"], 422),
                ("/invitations", ["pseudonym": "x", "space": "hv-shared", "role": "fel"], 400),
            ] {
                let form = try await Self.form(&browser, fields)
                #expect(try await browser.post(Self.page + path, form).status == status, "\(path) \(fields)")
            }
            let people = try server.administration.people()
            #expect(people.first { $0.pseudonym == "lind-02" }?.disabledAt == nil)
            #expect(try server.administration.devices().allSatisfy { $0.endedAt == nil })
        }
    }

    @Test(arguments: [Role.reviewer, .recorder, .assessor, .analyst])
    func `for who does not administer there is no such page`(role: Role) async throws {
        try await withServer { server in
            var browser = try await server.browser(of: "lind-02", as: role)
            let token = try #require(try await browser.get("/").hidden("form_token"))
            for path in ["", "/audit"] {
                #expect(try await browser.get(Self.page + path).status == 404)
            }
            for path in ["/invitations", "/people", "/people/disable", "/devices/revoke"] {
                let form = [
                    "form_token": token, "pseudonym": "x", "space": "hv-shared", "role": "administrator",
                ]
                #expect(try await browser.post(Self.page + path, form).status == 404)
            }
        }
    }
}
