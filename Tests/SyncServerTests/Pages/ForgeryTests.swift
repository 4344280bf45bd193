import SyncCore
import Testing

@testable import SyncServer

/// Requests that no page of the session made.
@Suite struct ForgeryTests {
    private static let forms: [(path: String, fields: [String: String])] = [
        ("/sign-out", [:]),
        ("/account/sign-out-everywhere", [:]),
        (
            "/account/password",
            ["former": TestServer.password, "password": "ny mening här", "repeated": "ny mening här"]
        ),
    ]

    @Test(arguments: forms.indices)
    func `a form without the session's own token changes nothing`(index: Int) async throws {
        try await withServer { server in
            let (path, fields) = Self.forms[index]
            var browser = try await server.browser(of: "lind-02")
            var stranger = try await server.browser(of: "ek-03")
            let strangers = try #require(try await stranger.get("/").hidden("form_token"))
            for token in [nil, "", "fel", strangers] {
                var form = fields
                form["form_token"] = token
                #expect(try await browser.post(path, form).status == 403)
            }
            #expect(try await browser.get("/").status == 200)
            let form = ["pseudonym": "lind-02", "password": TestServer.password]
            #expect(try await browser.post("/sign-in", form).status == 303)
        }
    }

    @Test(arguments: [
        SyncCore.HTTPField("Sec-Fetch-Site", "cross-site"), SyncCore.HTTPField("Sec-Fetch-Site", "same-site"),
        SyncCore.HTTPField("Origin", "https://ond.example"), SyncCore.HTTPField("Origin", "null"),
    ])
    func `a form that another site sends changes nothing, with the right token too`(
        field: SyncCore.HTTPField
    ) async throws {
        try await withServer { server in
            var browser = try await server.browser(of: "lind-02")
            let token = try #require(try await browser.get("/").hidden("form_token"))
            for path in ["/sign-out", "/language", "/sign-in"] {
                let form = [
                    "form_token": token, "language": "en", "pseudonym": "lind-02",
                    "password": TestServer.password,
                ]
                #expect(try await browser.post(path, form, fields: [field]).status == 403)
            }
            #expect(try await browser.get("/").status == 200)
        }
    }

    @Test(arguments: ["/", "/sign-in", "/account", "/nowhere", "/welcome/fel", "/assets/style.css"])
    func `every page forbids foreign scripts, frames and guesses at its type`(path: String) async throws {
        try await withServer { server in
            var browser = try await server.browser(of: "lind-02")
            let head = try await browser.get(path).head
            let policy = try #require(head["content-security-policy"])
            #expect(policy.contains("default-src 'none'"))
            #expect(policy.contains("script-src 'self'"))
            #expect(!policy.contains("unsafe"))
            #expect(policy.contains("frame-ancestors 'none'"))
            #expect(head["x-content-type-options"] == "nosniff")
            #expect(head["cache-control"] == (path.hasPrefix("/assets") ? "no-cache" : "no-store"))
        }
    }

    @Test func `the session's cookie is for this host, over TLS, and out of reach of scripts`() async throws {
        try await withServer { server in
            let person = try server.person("lind-02")
            var browser = TestBrowser(server)
            let form = ["password": TestServer.password, "repeated": TestServer.password]
            let cookie = try #require(try await browser.post(person.path, form).head["set-cookie"])
            #expect(cookie.hasPrefix("__Host-"))
            for part in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] { #expect(cookie.contains(part)) }
            #expect(!server.log.text.contains(person.path))
        }
    }

    @Test func `what was typed stands as text in a page`() async throws {
        try await withServer { server in
            var browser = TestBrowser(server)
            let name = #"<script>alert(1)</script>"><img onerror=x>{{words.start}}"#
            let page = try await browser.post("/sign-in", ["pseudonym": name, "password": "x"])
            #expect(!page.text.contains("<script"))
            #expect(!page.text.contains("<img"))
            #expect(page.text.contains("{{words.start}}"))
            let path = try await browser.get("/%3Cscript%3E?x=%22%3E%3Cimg%3E")
            #expect(!path.text.contains("<script"))
            #expect(!path.text.contains("<img"))
        }
    }
}
